"""The eight grounds of clause 17, word for word, with their Russian and English translations.

The Kazakh text is the standard's own and is what papers quote; Russian and English are ours (the standard
has no official translation).
"""

from types import MappingProxyType
from typing import NamedTuple


class RefusalGroundText(NamedTuple):
    """One ground of clause 17: its number as printed («3)»), the text in three languages, the clause."""

    number: int
    kk: str
    ru: str
    en: str

    @property
    def clause(self) -> str:
        """Return the place in the standard, as `17-3`."""
        return f"17-{self.number}"

    def text(self, language: str) -> str:
        """Return the text in `kk`, `ru` or `en`; any other language raises `KeyError`."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[language]


REFUSAL_GROUNDS: MappingProxyType[int, RefusalGroundText] = MappingProxyType(
    {
        ground.number: ground
        for ground in (
            RefusalGroundText(
                1,
                kk="екі лайықты жұмыс ұсынылғанда жазбаша бас тартса",
                ru="письменный отказ от двух предложенных вариантов подходящей работы",
                en="written refusal when two suitable jobs have been offered",
            ),
            RefusalGroundText(
                2,
                kk="жұмысқа жолдама берілгеннен кейін бес жұмыс күн ішінде дәлелсіз себептермен келмегенде",
                ru="неявка без уважительных причин в течение пяти рабочих дней после выдачи направления "
                "на работу",
                en="failure to appear, without valid reasons, within five working days after a referral "
                "to work",
            ),
            RefusalGroundText(
                3,
                kk="Астана қаласының Жұмыспен қамту және әлеуметтік бағдарламалар департаментіне шақыруы"
                " бойынша екі жұмыс күні ішінде жұмысқа жолдама алуға дәлелсіз себептермен келмегенде",
                ru="неявка без уважительных причин в течение двух рабочих дней по вызову Департамента "
                "занятости и социальных программ города Астаны для получения направления на работу",
                en="failure to appear, without valid reasons, within two working days when summoned to "
                "the Department of Employment and Social Programmes of Astana to receive a referral "
                "to work",
            ),
            RefusalGroundText(
                4,
                kk="Астана қаласының Жұмыспен қамту және әлеуметтік бағдарламалар департаментінің "
                "жолдамасы бойынша оқуды немесе қоғамдық жұмыстарға қатысуды жұмыссыз дәлелсіз "
                "себептермен өз еркімен тоқтатқанда",
                ru="самовольное прекращение безработным без уважительных причин обучения или участия в "
                "общественных работах по направлению Департамента занятости и социальных программ "
                "города Астаны",
                en="the unemployed person stops, without valid reasons and by own choice, the training "
                "or public works to which the Department of Employment and Social Programmes of "
                "Astana referred",
            ),
            RefusalGroundText(
                5,
                kk="жұмыссыз Астана қаласының Жұмыспен қамту және әлеуметтік бағдарламалар "
                "департаментіне келу мерзімін дәлелсіз себептермен бұзғанда",
                ru="нарушение безработным без уважительных причин срока явки в Департамент занятости и "
                "социальных программ города Астаны",
                en="the unemployed person breaks, without valid reasons, the dates for visiting the "
                "Department of Employment and Social Programmes of Astana",
            ),
            RefusalGroundText(
                6,
                kk="мекен-жайды ауыстырғанда",
                ru="перемена места жительства (адреса)",
                en="change of residence address",
            ),
            RefusalGroundText(
                7,
                kk="жұмыссыз бас бостандығынан айыру түрінде жазаға сотталғанда",
                ru="осуждение безработного к наказанию в виде лишения свободы",
                en="the unemployed person is sentenced to deprivation of liberty",
            ),
            RefusalGroundText(
                8,
                kk="зейнетақы тағайындағанда",
                ru="назначение пенсии",
                en="a pension is awarded",
            ),
        )
    }
)
