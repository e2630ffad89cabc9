import pytest

from monitor.stories.wire import origin


@pytest.mark.parametrize(
    ("body", "wire"),
    [
        ("PARIS, 3 mars (AFP) - La rade", "AFP"),
        ("(Reuters) – The pier", "Reuters"),
        ("PORT ELLISAN (Reuters/AP) — The pier", "Reuters"),
        ("HALVERN (Wire) – The pier", "Wire"),
        ("dpa - Der Steg", "dpa"),
        ("【ロンドン共同】桟橋が", "Kyodo"),
        ("[東京 1日 ロイター] - 桟橋が", "Reuters"),
        ("(서울=연합뉴스) 부두가", "Yonhap"),
        ("新华社北京3月1日电 码头", "Xinhua"),
        ("МОСКВА, 1 мар — РИА Новости. Причал", "RIA Novosti"),
        ("МОСКВА, 1 марта. /ТАСС/. Причал", "TASS"),
        ("ANKARA (AA) - İskele", "Anadolu"),
        ("القاهرة (رويترز) - الرصيف", "Reuters"),
        ("The pier is open.\n© dpa", "dpa"),
        ("Le quai est ouvert.\nAvec AFP", "AFP"),
        ("Der Steg ist offen.\n(Mit Material von dpa)", "dpa"),
        ("码头开放。\n来源：新华社", "Xinhua"),
        ("El muelle abre.\nCon información de EFE", "EFE"),
        ("NAIROBI (Kenya) – The pier", ""),
        ("CALDER (USA) – The pier", ""),
        ("Members of the council (AP) met; nobody wrote of it.", ""),
        ("The Reuters building stands by the pier, where nothing has happened since.", ""),
        ("", ""),
        ("\ud800", ""),
    ],
)
def test_the_agency_of_a_text(body: str, wire: str) -> None:
    assert origin(body).wire == wire


def test_a_byline_names_the_agency() -> None:
    assert origin("The pier is open.", ["A desk", "Staff with AFP"]).wire == "AFP"
    assert origin("The pier is open.", ["Apfel"]).wire == ""


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("The pier is open.\nFirst published by The Harbour Post on 3 May.", "The Harbour Post"),
        ("This article originally appeared in Valley Courier. The pier is open.", "Valley Courier"),
        ("Der Steg ist offen.\nUrsprünglich erschienen in: Hafenbote", "Hafenbote"),
        ("O cais abriu.\nCom informações da Rádio Cais", "Rádio Cais"),
        ("Le quai est ouvert.\nPublié initialement sur Le Quai, le 3 mai", "Le Quai"),
        ("El muelle abre.\nPublicado originalmente en «El Muelle».", "El Muelle"),
        ("Laituri aukeaa.\nJulkaistu alun perin: Laiturilehti", "Laiturilehti"),
        ("Причал открыт.\nВпервые опубликовано в «Причале»", "Причале"),
        ("الرصيف مفتوح.\nنُشر هذا المقال لأول مرة في موقع الرصيف.", "موقع الرصيف"),
        ("码头开放。\n此文首发于《码头报》。", "码头报"),
        ("Originally published in April 2020 and updated since.", ""),
        ("He was the first published author of the valley.", ""),
    ],
)
def test_where_a_text_was_first_published(body: str, name: str) -> None:
    assert origin(body).first_published_by == name


def test_what_stands_in_the_middle_is_part_of_the_story() -> None:
    body = f"{'The pier is open. ' * 40}First published by The Harbour Post. {'The pier is open. ' * 60}"
    assert origin(body).first_published_by == ""
