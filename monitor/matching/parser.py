"""Lexemes as a tree. Nothing here calls itself, so that no nesting can exhaust the stack."""

from difflib import get_close_matches

from monitor.matching.frames import Frame, Operand, combined, has_places
from monitor.matching.leaves import leaf
from monitor.matching.lexer import FIELDS, Broken, Lexeme, lexemes
from monitor.matching.near import Link, Near
from monitor.matching.nodes import And, AtLeast, Node, Not, Or
from monitor.matching.problems import Noted, Problem
from monitor.matching.terms import Unusable

MOST_CHARACTERS = 20_000
MOST_LEAVES = 10_000
DEEPEST = 100
FARTHEST = 100
MOST_COUNTED = 1_000


class Parser:
    """Reads one query; `noted` is what it found wrong."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.noted = Noted()
        self.frames = [Frame()]
        self.leaves = 0

    def parse(self) -> Node | None:
        """The tree, to be used only if there are no errors; None where reading had to stop."""
        if len(self.text) > MOST_CHARACTERS:
            message = f"A query has at most {MOST_CHARACTERS:,} characters; this one has {len(self.text):,}."
            self.noted.report(MOST_CHARACTERS, len(self.text), "E_TOO_LONG", message, "Make several watches of it.")
            return None
        try:
            for lexeme in lexemes(self.text):
                self.read(lexeme)
        except Broken as error:
            self.noted.note(error.problem)
            return None
        return self.finish()

    def read(self, lexeme: Lexeme) -> None:
        """Takes the next lexeme in."""
        match lexeme.kind:
            case "(":
                self.open(lexeme)
            case ")":
                self.close(lexeme)
            case "AND" | "OR":
                self.join(lexeme)
            case "NOT":
                self.negate(lexeme)
            case "NEAR" | "ONEAR":
                self.near(lexeme)
            case "ATLEAST":
                self.count(lexeme)
            case "field":
                self.name(lexeme)
            case _:
                self.unit(lexeme)

    def open(self, lexeme: Lexeme) -> None:
        """Begins a group."""
        if len(self.frames) > DEEPEST:
            message = f"Parentheses are nested at most {DEEPEST} deep."
            hint = "Take out the ones that are not needed."
            raise Broken(Problem(lexeme.start, lexeme.end, "E_TOO_DEEP", message, hint))
        outer = self.frames[-1]
        self.frames.append(Frame(lexeme, self.scope, outer.counting))
        outer.counting = None

    def close(self, lexeme: Lexeme) -> None:
        """Ends a group, which becomes a unit of the one around it."""
        if len(self.frames) == 1:
            message = "This parenthesis was never opened."
            hint = "Take it out, or put a ( where the group begins."
            self.noted.report(lexeme.start, lexeme.end, "E_UNCLOSED_PAREN", message, hint)
            return
        node = self.group(lexeme.end)
        frame = self.frames.pop()
        assert frame.opener is not None
        start = (frame.counter or frame.opener).start
        if frame.counter is not None:
            node = AtLeast(start, lexeme.end, self.text, node, frame.counter.number)
        self.operand(Operand(node, self.begin(frame.counter or frame.opener), lexeme.end))

    def join(self, lexeme: Lexeme) -> None:
        """AND or OR."""
        frame = self.settled()
        if frame.waiting:
            self.lacks_right(frame)
        elif not frame.chain:
            self.noted.report(
                lexeme.start, lexeme.end, "E_OPERAND", f"{lexeme.kind} has nothing before it.", _JOIN_HINT
            )
        self.end_chain(frame)
        if lexeme.kind == "OR":
            frame.branches.append([])
        frame.waiting = lexeme

    def negate(self, lexeme: Lexeme) -> None:
        """NOT or a minus sign."""
        frame = self.settled()
        if frame.waiting and frame.waiting.kind not in ("AND", "OR"):
            self.lacks_right(frame)
        self.end_chain(frame)
        frame.negation = frame.waiting = lexeme

    def near(self, lexeme: Lexeme) -> None:
        """NEAR/n or ONEAR/n."""
        frame = self.settled()
        if not 1 <= lexeme.number <= FARTHEST:
            message = f"The distance of {lexeme.kind} is a number of words from 1 to {FARTHEST}."
            hint = f"Write {lexeme.kind}/5, for example; to find the word itself write it in quotation marks."
            self.noted.report(lexeme.start, lexeme.end, "E_DISTANCE", message, hint)
        if frame.waiting:
            self.lacks_right(frame)
        elif not frame.chain:
            self.noted.report(
                lexeme.start, lexeme.end, "E_OPERAND", f"{lexeme.kind} has nothing before it.", _NEAR_HINT
            )
        else:
            if len(frame.links) >= DEEPEST:
                message = f"At most {DEEPEST} NEAR stand in a row."
                raise Broken(Problem(lexeme.start, lexeme.end, "E_TOO_DEEP", message, "Make several watches of it."))
            frame.links.append(Link(lexeme.number, lexeme.kind == "ONEAR"))
            frame.waiting = lexeme

    def count(self, lexeme: Lexeme) -> None:
        """ATLEAST/n."""
        if not 1 <= lexeme.number <= MOST_COUNTED:
            message = f"ATLEAST counts from 1 to {MOST_COUNTED:,}."
            self.noted.report(lexeme.start, lexeme.end, "E_DISTANCE", message, "Write ATLEAST/2(…), for example.")
        label = self.frames[-1].label
        frame = self.settled(but_label=True)
        frame.counting, frame.label = lexeme, label

    def name(self, lexeme: Lexeme) -> None:
        """A field and its colon."""
        frame, name = self.settled(), lexeme.text.lower()
        if name in FIELDS:
            frame.label = lexeme
            return
        nearest = get_close_matches(name[:50], FIELDS, 1, 0.4)
        hint = f"Did you mean {nearest[0]}:? " if nearest else ""
        hint += "If the colon belongs to the text, put it in quotation marks."
        message = f"There is no field “{lexeme.text[:50]}”. The fields are {', '.join(FIELDS)}."
        self.noted.report(lexeme.start, lexeme.end, "E_UNKNOWN_FIELD", message, hint)

    def unit(self, lexeme: Lexeme) -> None:
        """A word, phrase, stem, exact word or regular expression."""
        if self.frames[-1].counting:
            self.settled(but_label=True)
        self.leaves += 1
        if self.leaves > MOST_LEAVES:
            message = f"A query has at most {MOST_LEAVES:,} words and phrases."
            raise Broken(Problem(lexeme.start, lexeme.end, "E_TOO_LONG", message, "Make several watches of it."))
        try:
            node = leaf(lexeme, self.scope, self.text, self.begin(lexeme))
        except Unusable as error:
            self.noted.note(error.problem)
            node = Node(lexeme.start, lexeme.end, self.text)
        self.operand(Operand(node, self.begin(lexeme), lexeme.end))

    def begin(self, lexeme: Lexeme) -> int:
        """Where a unit begins, with the field before it."""
        label = self.frames[-1].label
        return label.start if label else lexeme.start

    @property
    def scope(self) -> str:
        """The field in which the next unit is looked for."""
        frame = self.frames[-1]
        return frame.label.text.lower() if frame.label else frame.scope

    def operand(self, operand: Operand) -> None:
        """Puts a unit where the operators before it want it."""
        frame = self.frames[-1]
        if frame.chain and len(frame.links) < len(frame.chain):
            message = "Two parts side by side mean AND."
            hint = "Write AND or OR between them, or put them in quotation marks to find them as a phrase."
            self.noted.report(operand.start, operand.end, "W_IMPLICIT_AND", message, hint)
            self.end_chain(frame)
        frame.chain.append(operand)
        frame.waiting = frame.label = None

    def settled(self, *, but_label: bool = False) -> Frame:
        """The innermost group, after complaining of a field or ATLEAST that has nothing behind it."""
        frame = self.frames[-1]
        if frame.counting:
            message, hint = "ATLEAST counts what stands in parentheses.", "Write ATLEAST/2(one OR other)."
            self.noted.report(frame.counting.start, frame.counting.end, "E_OPERAND", message, hint)
            self.forget(frame)
        if frame.label and not but_label:
            message = f"{frame.label.text}: has nothing behind it."
            hint = "Write a word, a phrase or a group behind the colon."
            self.noted.report(frame.label.start, frame.label.end, "E_OPERAND", message, hint)
            self.forget(frame)
            frame.label = None
        frame.counting = None
        return frame

    def lacks_right(self, frame: Frame) -> None:
        """Complains of an operator without its right side, and forgets it."""
        operator = frame.waiting
        assert operator is not None
        name = self.text[operator.start : operator.end]
        hint = _NEAR_HINT if operator.kind in ("NEAR", "ONEAR") else _JOIN_HINT
        self.noted.report(operator.start, operator.end, "E_OPERAND", f"{name} has nothing behind it.", hint)
        self.forget(frame)

    def forget(self, frame: Frame) -> None:
        """Drops the operator that waits for its right side."""
        frame.waiting = frame.negation = None
        frame.links = frame.links[: max(0, len(frame.chain) - 1)]

    def end_chain(self, frame: Frame) -> None:
        """Puts the units read last into their branch."""
        if not frame.chain:
            return
        node = frame.chain[0].node if len(frame.chain) == 1 else self.joined(frame)
        start, end = (frame.negation or frame.chain[0]).start, frame.chain[-1].end
        if frame.negation:
            node = node.child if isinstance(node, Not) else Not(start, end, self.text, node)
        frame.branches[-1].append(Operand(node, start, end))
        frame.chain, frame.links, frame.negation = [], [], None

    def joined(self, frame: Frame) -> Node:
        """NEAR of several units."""
        for operand in frame.chain:
            if not has_places(operand.node):
                message = "NEAR stands between words, phrases and groups of them joined by OR."
                self.noted.report(operand.start, operand.end, "E_OPERAND", message, _NEAR_HINT)
        start, end = frame.chain[0].start, frame.chain[-1].end
        nodes = tuple(operand.node for operand in frame.chain)
        return Near(start, end, self.text, nodes, tuple(frame.links))

    def group(self, end: int) -> Node:
        """What the innermost group means."""
        frame = self.settled()
        if frame.waiting:
            self.lacks_right(frame)
        self.end_chain(frame)
        branches = [combined(And, units, self.text) for units in frame.branches if units]
        if branches:
            return combined(Or, branches, self.text).node
        start = frame.opener.start if frame.opener else 0
        if not self.noted.problems:
            message = "There is nothing here to search for."
            self.noted.report(start, end, "E_OPERAND", message, "Write a word or a phrase.")
        return Node(start, end, self.text)

    def finish(self) -> Node | None:
        """The whole tree."""
        if len(self.frames) > 1:
            for frame in self.frames[1:]:
                assert frame.opener is not None
                message = "This parenthesis is never closed."
                opener = frame.opener
                self.noted.report(
                    opener.start, opener.end, "E_UNCLOSED_PAREN", message, "Put a ) where the group ends."
                )
            return None
        return self.group(len(self.text))


_JOIN_HINT = (
    "Write a word or phrase there, or take the operator out; to find the word itself put it in quotation marks."
)
_NEAR_HINT = "Write it as: police NEAR/5 (violence OR brutality)."
