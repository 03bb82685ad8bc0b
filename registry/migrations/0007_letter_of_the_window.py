"""The letter that leads to a window gets a column, so that the database tells a window's people apart."""

from typing import Any

from django.db import migrations, models

import registry.models.person
from astana_employment.kazakh import ALPHABET, surname_letter


def find_letters(apps: Any, _schema_editor: Any) -> None:
    """Give every card its letter: the one set by hand, else the surname's."""
    people = apps.get_model("registry", "Person").objects
    people.exclude(routing_letter="").update(letter=models.F("routing_letter"))
    by_surname = people.filter(routing_letter="")
    for surname in by_surname.order_by().values_list("surname", flat=True).distinct():
        by_surname.filter(surname=surname).update(letter=surname_letter(surname) or "")


class Migration(migrations.Migration):

    dependencies = [("registry", "0006_counted_by_day")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="letter",
            field=registry.models.person.WindowLetterField(default=""),
            preserve_default=False,
        ),
        migrations.RunPython(find_letters, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                name="person_letter_known", condition=models.Q(letter__in=["", *ALPHABET])
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                name="person_letter_set_by_hand",
                condition=models.Q(routing_letter="") | models.Q(letter=models.F("routing_letter")),
            ),
        ),
    ]
