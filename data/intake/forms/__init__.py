"""Forms: every kind of sheet that is read; each file of the layout is one of them, under its own name."""

from data.ingest.layout import FILES
from data.intake.forms import learners, printed, ratings, surveys, training
from data.intake.forms.form import Form, Held, Row, Shaped

__all__ = ["FORMS", "Form", "Held", "Row", "Shaped", "form_of"]

_OURS = (*learners.FORMS, *training.FORMS, *ratings.FORMS, *surveys.FORMS, *printed.FORMS)
_BY_NAME = {file.name: Form(file.name, file.name, file.columns) for file in FILES} | {form.name: form for form in _OURS}

FORMS: tuple[Form, ...] = tuple(_BY_NAME.values())


def form_of(name: str) -> Form:
    """The form of that name; KeyError where there is none."""
    return _BY_NAME[name]
