"""Names under one key each, as `astana_employment.toolbox.names` makes it; a test compares the two.

`kk_name` is the key of a surname or a given name, `kk_patronymic` that of a patronymic, `kk_given` both of them with a
blank between; `kk_words` gives the words of a surname of several words and of a name in Latin letters, each after a
blank, and nothing for a surname of one word. `kk_number` is a number without its blanks and hyphens, in Latin letters.
"""

from django.db import migrations

SIGNS = (
    r"[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u02B0-\u036F\u061C\u180E\u2000-\u206F"
    r"\u2212\u2E00-\u2E7F\u3000\u3164\uFE00-\uFE0F\uFEFF]"
)
LETTERS_FROM = "đłøıəðςәғқңөұүһіыёйэўєґїъь"
LETTERS_TO = "dloiadσагкноуухииеиеуеги"
ZH, TWICE = r"(?:д*ж)+", r"(.)\1+"
SON_OR_DAUGHTER = (
    r"^(..+?)(?:инична|ична|овна|евна|кизи|ович|евич|ули|угли|огли|ич"
    r"|uly|uli|kyzy|kizi|qyzy|ovich|evich|ovna|evna)$"
)
LAST_VOWELS = r"^(..+?)[аеиоуюяaeiouy]+$"
FLEETING = r"^(пав)е(л)$|^(л)е(в)$|^(яков)л$"
# Blanks and hyphens, which alone part the words of a surname, and the sign that stands for them meanwhile.
GAPS = r"[\s\u00A0\u2000-\u200A\u2010-\u2015\u202F\u2043\u2212\u3000-]+"

LETTERS = (
    f"translate(lower(regexp_replace(normalize(name, NFKD), '{SIGNS}', '', 'g')),"
    f" '{LETTERS_FROM}', '{LETTERS_TO}')"
)
# With a variable, since each of these would be worked out again for every place where SQL names it; the looks before
# a replacement spare the slow ones: 100,000 names in 3 s instead of 10.
ONCE = f"""
    IF key ~ 'дж' THEN key := regexp_replace(key, '{ZH}', 'ж', 'g'); END IF;
    IF key ~ '{TWICE}' THEN key := regexp_replace(key, '{TWICE}', '\\1', 'g'); END IF;
    RETURN key;
"""

FUNCTIONS = f"""
CREATE FUNCTION kk_name(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE key text := {LETTERS};
BEGIN {ONCE} END $$;

CREATE FUNCTION kk_patronymic(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE key text := {LETTERS};
BEGIN
    key := regexp_replace(key, '{SON_OR_DAUGHTER}', '\\1');
    key := regexp_replace(key, '{LAST_VOWELS}', '\\1');
    key := regexp_replace(key, '{FLEETING}', '\\1\\2\\3\\4\\5');
    {ONCE}
END $$;

CREATE FUNCTION kk_given(given_name text, patronymic text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN kk_name(given_name) || ' ' || kk_patronymic(patronymic);

CREATE FUNCTION kk_words(surname text, latin_name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE
    WHEN latin_name = '' AND btrim(surname) !~ '{GAPS}' THEN ''
    ELSE ' ' || translate(
        kk_name(regexp_replace(btrim(surname || ' ' || latin_name), '{GAPS}', U&'\\E000', 'g')), U&'\\E000', ' ')
END;

CREATE FUNCTION kk_words(surname text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN kk_words(surname, '');

CREATE FUNCTION kk_number(number text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN translate(upper(regexp_replace(number, '{GAPS}', '', 'g')), 'АВЕКМНРСТУХ', 'ABEKMHPCTYX');
"""

DROP_FUNCTIONS = """
DROP FUNCTION kk_number(text);
DROP FUNCTION kk_words(text);
DROP FUNCTION kk_words(text, text);
DROP FUNCTION kk_given(text, text);
DROP FUNCTION kk_patronymic(text);
DROP FUNCTION kk_name(text);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('department', '0001_first_release'),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
    ]
