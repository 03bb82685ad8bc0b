"""An invitation knows the day of asking, and whether it was answered, but no longer when."""

from django.db import migrations, models

import astana_employment.clock

CARRY_OVER = """
    UPDATE department_surveyinvitation
    SET asked_on = (created_at AT TIME ZONE 'Asia/Almaty')::date, is_answered = answered_on IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("department", "0004_device_links"), ("department", "0004_address_in_english")]

    operations = [
        migrations.AddField(
            "surveyinvitation",
            "asked_on",
            models.DateField(default=astana_employment.clock.today, editable=False),
        ),
        migrations.AddField(
            "surveyinvitation", "is_answered", models.BooleanField(default=False, editable=False)
        ),
        migrations.RunSQL(CARRY_OVER, migrations.RunSQL.noop),
        migrations.RemoveField("surveyinvitation", "created_at"),
        migrations.RemoveField("surveyinvitation", "answered_on"),
        migrations.AddIndex(
            "surveyinvitation",
            models.Index(fields=["asked_on", "audience"], name="survey_invitation_asked"),
        ),
    ]
