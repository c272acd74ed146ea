from hypothesis import example, given, settings
from hypothesis import strategies as st

from privacy.lakken import lak


def test_een_vondst_wordt_haar_soort_tussen_haken():
    gelakt = lak("Mevrouw Jansen, bsn 123456782, belt met 06-12345678.")
    assert gelakt.tekst == "Mevrouw [naam], bsn [BSN], belt met [telefoonnummer]."
    assert gelakt.soorten == ("NAAM", "BSN", "TELEFOON")


def test_elke_soort_wordt_een_keer_genoemd():
    gelakt = lak("Fatima en Ahmed hebben ruzie met Kevin.")
    assert gelakt.tekst == "[naam] en [naam] hebben ruzie met [naam]."
    assert gelakt.soorten == ("NAAM",)


def test_twijfel_noemt_de_soorten_die_nergens_zeker_waren():
    assert lak("Volgens Qwardimo klopt het.").twijfel == ("NAAM",)
    assert lak("Volgens Fatima en Qwardimo klopt het.").twijfel == ()


def test_een_schone_tekst_blijft_letterlijk_gelijk():
    tekst = "Een bewoner in Haarlem heeft schulden; Veilig Thuis is betrokken."
    assert lak(tekst) == type(lak(tekst))(tekst, (), ())


def test_bewaar_email_laat_alleen_dat_adres_staan():
    gelakt = lak(
        "a.jansen@haarlem.nl of a.jansen@gmail.com",
        bewaar_email=lambda adres: adres.endswith("@haarlem.nl"),
    )
    assert gelakt.tekst == "a.jansen@haarlem.nl of [e-mailadres]"


def test_behoud_laat_een_openbaar_nummer_staan():
    assert lak("Bel 023-5551234.", behoud={"023-5551234"}).soorten == ()


def test_voorletters_achter_een_naam_verbergen_de_volgende_naam_niet():
    gelakt = lak("Fatima Fatima Fatima Fatima R.F. Fatima").tekst
    assert gelakt == "[naam] [naam] [naam] [naam] [naam]"


@settings(max_examples=150, deadline=None)
@example(["Fatima", "van", "Kerkstraat"])
@given(
    st.lists(
        st.sampled_from(
            ["Fatima", "mevrouw", "jansen", "06-12345678", "bsn", "123456782", "van", "de",
             "in", "Haarlem", "Kerkstraat", "12", "2011 AB", "x@y.nl", "R.F.", ",", "\n", "É"]
        ),
        max_size=20,
    )
)  # fmt: skip
def test_gelakte_tekst_bevat_geen_vast_gegeven_meer(delen):
    gelakt = lak(" ".join(delen)).tekst
    assert "06-12345678" not in gelakt
    assert "x@y.nl" not in gelakt
    assert "Fatima" not in gelakt
