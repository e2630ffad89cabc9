"""One machine of a cluster answers every visit that it is asked for, also the last."""

from threading import Thread

from monitor.schedule.machine import AGAIN, UNKNOWN, Machine
from monitor.settings import Environment


def test_a_visit_that_is_asked_for_after_the_stop_is_left_to_others(environment: Environment) -> None:
    machine = Machine(environment, 1)
    machine.start()
    assert machine.visit("nowhere", 1) == UNKNOWN
    machine.stop()
    answers: list[str] = []
    late = Thread(target=lambda: answers.append(machine.visit("nowhere", 1)), daemon=True)
    late.start()
    late.join(30)
    assert answers == [AGAIN]
    machine.stop()


def test_visits_that_come_in_with_the_stop_are_all_answered(environment: Environment) -> None:
    machine = Machine(environment, 1)
    machine.start()
    answers: list[str] = []
    asking = [Thread(target=lambda: answers.append(machine.visit("nowhere", 1)), daemon=True) for _ in range(40)]
    for number, thread in enumerate(asking):
        thread.start()
        if number == 20:
            Thread(target=machine.stop).start()
    for thread in asking:
        thread.join(30)
    assert len(answers) == 40
    assert set(answers) <= {AGAIN, UNKNOWN}
