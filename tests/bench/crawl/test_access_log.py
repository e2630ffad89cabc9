from pathlib import Path

from bench.crawl.access_log import Traffic, count_traffic, end_of, read_traffic


def test_articles_are_only_full_answers_to_article_addresses() -> None:
    text = "200\t500\t/robots.txt\n200\t9000\t/feed.xml\n200\t20000\t/news/a-1.html\n304\t200\t/news/a-2.html\n"
    assert count_traffic(text) == Traffic(requests=4, size=29_700, articles=1)


def test_an_empty_log_is_no_traffic() -> None:
    assert count_traffic("") == Traffic()


def test_reads_from_where_the_last_crawl_ended(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    log.write_text("200\t100\t/feed.xml\n")
    start = end_of(log)
    with log.open("a") as file:
        file.write("304\t40\t/feed.xml\n")
    assert read_traffic(log) == Traffic(2, 140, 0)
    assert read_traffic(log, start) == Traffic(1, 40, 0)
