"""De classificator van bedoelingen: wat bewaard wordt leest hetzelfde terug."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import intentie
from bot.nlu.intentie import Intentie, bewaar, leer, lees

ZINNEN = {
    "groet": ["hallo", "goedemorgen", "dag allemaal", "hoi daar"],
    "stop": ["stop maar", "laat maar zitten", "ik wil stoppen", "annuleer dit"],
    "kennis": ["wat is procesregie", "wat betekent AVE", "wat doet een veiligheidshuis"],
}

pytestmark = pytest.mark.rasa


def test_een_bewaard_model_geeft_dezelfde_kansen(tmp_path):
    paren = [(zin, naam) for naam, zinnen in ZINNEN.items() for zin in zinnen]
    geleerd = leer([zin for zin, _ in paren], [naam for _, naam in paren])
    nieuw = ["wat is casusregie", "hoi", "ik stop ermee", "", "één 'vraag'"]

    bewaar(geleerd, tmp_path / "model.npz")
    gelezen = lees(tmp_path / "model.npz")

    assert list(gelezen.classes_) == list(geleerd.classes_)
    np.testing.assert_array_equal(gelezen.predict_proba(nieuw), geleerd.predict_proba(nieuw))
    assert gelezen.predict(["wat is casusregie"]).tolist() == ["kennis"]


def test_de_tekst_van_een_knop_wordt_niet_gelezen(monkeypatch):
    gelezen: list[str] = []

    def rangschik(_model, _kop, zin):
        gelezen.append(zin)
        return [{"name": "kennis", "confidence": 0.9}]

    monkeypatch.setattr(intentie, "rangschik", rangschik)
    knop = Message({"text": "keuze~95b~casus~ja~x", "metadata": {"keuze": {"vraag": "casus"}}})
    tekst = Message({"text": "wat is procesregie", "metadata": {}})

    Intentie(None, None).process([knop, tekst])

    assert gelezen == ["wat is procesregie"]
    assert knop.get("intent") == {"name": "keuze", "confidence": 1.0}
    assert knop.get("delen") is None
    assert tekst.get("intent")["name"] == "kennis"
