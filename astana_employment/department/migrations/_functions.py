"""What the tables of every app stand on: Kazakh sorting and folding as SQL functions.

The letters are those of `astana_employment.toolbox.kazakh` on the day of this migration; a test compares them.
"""

SORT_FROM = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
SORT_TO = "ЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩ"
FOLD_FROM = "әғқңөұүһіыёйэўєґїъь"
FOLD_TO = "агкноуухииеиеуеги"

# A missing part leaves no blank behind, so that a person without a patronymic is found by the whole name.
FUNCTIONS = f"""
CREATE FUNCTION kk_fold(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN translate(lower(name), '{FOLD_FROM}', '{FOLD_TO}');

CREATE FUNCTION kk_fold(surname text, given_name text, patronymic text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN translate(
    lower(rtrim(rtrim(surname || ' ' || given_name) || ' ' || patronymic)), '{FOLD_FROM}', '{FOLD_TO}'
);

CREATE FUNCTION kk_sort_key(surname text, given_name text, patronymic text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN translate(
    lower(rtrim(rtrim(surname || ' ' || given_name) || ' ' || patronymic)), '{SORT_FROM}', '{SORT_TO}'
);
"""

DROP_FUNCTIONS = """
DROP FUNCTION kk_sort_key(text, text, text);
DROP FUNCTION kk_fold(text, text, text);
DROP FUNCTION kk_fold(text);
"""
