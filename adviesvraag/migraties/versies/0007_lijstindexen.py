"""De lijst op uiterste datum uit de index lezen, ook bij een miljoen adviesvragen.

De oude indexen wezen de rijen aan, maar om te sorteren moest elke rij zelf gelezen worden. In deze
staat alles waar de lijst op kiest en sorteert; alleen de rijen van de bladzijde worden gelezen.
"""

from alembic import op

revision = "0007"
down_revision = "0006"

VOLGORDE = ["uiterste_datum", "aangemaakt_op", "id"]


def upgrade() -> None:
    op.create_index(
        "ix_adviesvraag_regio_code_status_termijn",
        "adviesvraag",
        ["regio_code", "status", *VOLGORDE],
    )
    # De regio staat achteraan: zij is nodig om te zien of een rij van deze medewerker is.
    op.create_index(
        "ix_adviesvraag_status_termijn", "adviesvraag", ["status", *VOLGORDE, "regio_code"]
    )
    op.drop_index("ix_adviesvraag_regio_code_status", "adviesvraag")
    op.drop_index("ix_adviesvraag_status_uiterste_datum", "adviesvraag")
