"""The clauses of the standard as the public pages tell them: the Kazakh word for word, and translations.

The Kazakh is the standard's own, with its spacing mended and Latin look-alikes replaced (clauses 3, 5(2) and
19 with the order of their words restored); Russian and English are ours. A paragraph a line.
"""

from types import MappingProxyType
from typing import Final, NamedTuple

from registry.law.ground_texts import REFUSAL_GROUNDS


class ClauseText(NamedTuple):
    """A clause in three languages, a paragraph a line."""

    kk: str
    ru: str
    en: str

    def paragraphs(self, language: str) -> list[str]:
        """Return the paragraphs in `kk`, `ru` or `en`."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[language].splitlines()


def _grounds(language: str) -> str:
    lines = [f"{row.number}) {row.text(language)}" for row in REFUSAL_GROUNDS.values()]
    return ";\n".join(lines)


CLAUSES: Final[MappingProxyType[int, ClauseText]] = MappingProxyType(
    {
        1: ClauseText(
            "Осы стандарт жұмыссыз азаматтарға анықтамалар беру бойынша мемлекеттік қызмет көрсету тәртібін "
            "анықтайды (бұдан әрі - мемлекеттік қызмет).\n"
            "Мемлекеттік қызмет жұмыссыз ретінде хабарласқан азамат тіркелген жағдайда және лайықты бос "
            "лауазым болмағанда көрсетіледі.",
            "Настоящий стандарт определяет порядок оказания государственной услуги по выдаче справок "
            "безработным гражданам (далее – государственная услуга).\n"
            "Государственная услуга оказывается, если гражданин, обратившийся в качестве безработного, "
            "зарегистрирован и подходящей вакантной должности нет.",
            "This standard lays down the procedure of the state service of issuing certificates to "
            "unemployed citizens (hereafter – the state service).\n"
            "The state service is rendered where the citizen who has applied as unemployed has been "
            "registered and there is no suitable vacant position.",
        ),
        5: ClauseText(
            "Көрсетілетін мемлекеттік қызметті аяқтау нысаны:\n"
            "1) жұмыссыз ретінде тіркеу;\n"
            "2) осы стандарттың 1-2-қосымшаларына сәйкес жұмыссыздың анықтамасын беру немесе анықтама "
            "беруден бас тарту болып табылады.",
            "Формой завершения государственной услуги является:\n"
            "1) регистрация в качестве безработного;\n"
            "2) выдача справки безработного согласно приложениям 1–2 к настоящему стандарту либо отказ в "
            "выдаче справки.",
            "The form in which the state service is completed is:\n"
            "1) registration as unemployed;\n"
            "2) issue of the unemployed person's certificate under Annexes 1–2 to this standard, or refusal "
            "to issue the certificate.",
        ),
        6: ClauseText(
            "Мемлекеттік қызмет Қазақстан Республикасының азаматтарына, шетелдіктер мен азаматтығы жоқ "
            "адамдарға көрсетіледі (бұдан әрі - тұтынушылар).",
            "Государственная услуга оказывается гражданам Республики Казахстан, иностранцам и лицам без "
            "гражданства (далее – потребители).",
            "The state service is rendered to citizens of the Republic of Kazakhstan, foreigners and "
            "stateless persons (hereafter – consumers).",
        ),
        7: ClauseText(
            "Мемлекеттік қызмет көрсету кезіндегі уақыт бойынша шектеу мерзімдері:\n"
            "1) жұмыссыз ретінде тіркелген күннен бастап он күнтізбелік күннен кешікпей және жұмыс беруші "
            "жұмысқа қабылдаудан дәлелді бас тартқаннан кейін (Қазақстан Республикасының 2001 жылғы 23 "
            "қаңтардағы «Халықты жұмыспен қамту туралы» Заңының 15-бабының 6-тармағы);\n"
            "2) қажетті құжаттарды тапсырған кезде кезек күтуге рұқсат берілген ең ұзақ уақыт - 10 минут;\n"
            "3) жұмыссыз ретінде құжаттарды алған кезде кезек күтуге ұйғарынды ең ұзақ уақыты - 10 минут.",
            "Сроки ограничений по времени при оказании государственной услуги:\n"
            "1) не позднее десяти календарных дней со дня регистрации в качестве безработного и после "
            "мотивированного отказа работодателя в приеме на работу (пункт 6 статьи 15 Закона Республики "
            "Казахстан от 23 января 2001 года «О занятости населения»);\n"
            "2) максимально допустимое время ожидания в очереди при сдаче необходимых документов – 10 "
            "минут;\n"
            "3) максимально допустимое время ожидания в очереди при получении документов в качестве "
            "безработного – 10 минут.",
            "Time limits of the state service:\n"
            "1) not later than ten calendar days from the day of registration as unemployed, and after the "
            "employer's reasoned refusal to hire (article 15, paragraph 6 of the Law of the Republic of "
            "Kazakhstan of 23 January 2001 “On employment of the population”);\n"
            "2) the longest permitted waiting time in the queue when handing in the required documents – 10 "
            "minutes;\n"
            "3) the longest permitted waiting time in the queue when receiving documents as an unemployed "
            "person – 10 minutes.",
        ),
        8: ClauseText(
            "Көрсетілетін мемлекеттік қызмет тегін.",
            "Государственная услуга оказывается бесплатно.",
            "The state service is free of charge.",
        ),
        9: ClauseText(
            "Мемлекеттік қызмет тәртібі туралы толық ақпарат ресми ақпараттық көздерінде, Департамент "
            "фойесіндегі тағанда, сондай-ақ Астана қаласы Әкімінің: www.astana.kz сайтында орналастырылды.",
            "Полная информация о порядке оказания государственной услуги размещена в официальных источниках "
            "информации, на стенде в фойе Департамента, а также на сайте Акима города Астаны: www.astana.kz.",
            "Full information on the procedure is placed in official sources of information, on the stand in "
            "the Department's foyer and on the site of the Akim of Astana: www.astana.kz.",
        ),
        10: ClauseText(
            "Мемлекеттік қызмет сенбі, жексенбі және мерекелік күндерден басқа күнделікті сағат 09.00-ден "
            "18.00-ге дейін көрсетіледі.\n"
            "Құжаттарды қабылдау сағат 09.00-ден 13.00-ге дейін жүзеге асырылады.\n"
            "Қызметті алу үшін алдын ала жазылу және жедел қызмет көрсету жүзеге асырылмайды.",
            "Государственная услуга оказывается ежедневно, кроме субботы, воскресенья и праздничных дней, с "
            "09.00 до 18.00.\n"
            "Прием документов осуществляется с 09.00 до 13.00.\n"
            "Предварительная запись и ускоренное обслуживание не осуществляются.",
            "The state service is rendered daily except Saturday, Sunday and public holidays, from 09.00 to "
            "18.00.\n"
            "Documents are taken in from 09.00 to 13.00.\n"
            "There is no advance booking and no express service.",
        ),
        11: ClauseText(
            "Мемлекеттік қызмет Департамент бойынша тұтынушылар тектерінің бастапқы әріптері жазылған "
            "операциялық залдарға бөлінген 4 терезеде жүргізіледі, олардың ыңғайлы орналасуы үшін орындар "
            "бар. Мемлекеттік қызмет көрсету үшін қажетті ақпараттар орналастырылған таған, отыру үшін "
            "орындарымен күту залы бар. Ғимарат пандустармен жабдықталған.",
            "Государственная услуга оказывается в Департаменте в 4 окнах, распределенных в "
            "операционных залах "
            "по начальным буквам фамилий потребителей; для удобства имеются места. Имеются стенд с "
            "необходимой для оказания услуги информацией и зал ожидания с местами для сидения. Здание "
            "оборудовано пандусами.",
            "Within the Department the state service is carried on at 4 windows, divided in the operating "
            "halls by the initial letters of consumers' surnames, where there are seats for comfort. There "
            "are a stand with the information needed for the service and a waiting hall with seats. The "
            "building has ramps.",
        ),
        12: ClauseText(
            "Мемлекеттік қызметті алу үшін қажетті мына құжаттар ұсынылады (деректерді тіркеген соң түпнұсқа "
            "қайтарылады):\n"
            "жеке куәлігі (паспорт);\n"
            "шетелдіктер мен азаматтығы жоқ адамдар бұдан басқа, шетелдіктің Қазақстан Республикасында "
            "тұруға ықтиярхатын және азаматтығы жоқ адамның ішкі істер органдарында тіркелгені туралы "
            "белгісі бар куәлігін ұсынады;\n"
            "оралмандар халықтың көші-қоны мәселелері жөніндегі уәкілетті органның аумақтық органдары берген "
            "оралман куәлігін ұсынады;\n"
            "әлеуметтік жеке коды (ӘЖК);\n"
            "салық төлеушінің тіркеу нөмірі (СТН);\n"
            "еңбек қызметін растайтын құжаттар.",
            "Для получения государственной услуги предъявляются следующие документы (после регистрации "
            "данных подлинники возвращаются):\n"
            "удостоверение личности (паспорт);\n"
            "иностранцы и лица без гражданства, кроме того, – вид на жительство иностранца в Республике "
            "Казахстан и удостоверение лица без гражданства с отметкой о регистрации в органах внутренних "
            "дел;\n"
            "оралманы – удостоверение оралмана, выданное территориальными органами уполномоченного органа по "
            "вопросам миграции населения;\n"
            "социальный индивидуальный код (СИК);\n"
            "регистрационный номер налогоплательщика (РНН);\n"
            "документы, подтверждающие трудовую деятельность.",
            "To receive the state service the following documents are presented (originals are given back "
            "after the data are registered):\n"
            "identity card (passport);\n"
            "foreigners and stateless persons in addition present the foreigner's residence permit in the "
            "Republic of Kazakhstan and the stateless person's certificate bearing a mark of registration "
            "with the bodies of internal affairs;\n"
            "oralmans present the oralman certificate issued by the territorial bodies of the authorised "
            "body on population migration;\n"
            "social individual code (SIK);\n"
            "taxpayer's registration number (RNN);\n"
            "documents confirming work activity.",
        ),
        13: ClauseText(
            "Қандай да бланктерді толтыру талап етілмейді.",
            "Заполнения каких-либо бланков не требуется.",
            "No blank forms have to be filled in.",
        ),
        14: ClauseText(
            "Мемлекеттік қызмет Департаменттің жұмыссыздарды жұмысқа орналастыруға жәрдемдесу бөліміне мына "
            "мекен-жай бойынша тапсырылады: Астана қаласы, Иманбаева көшесі, 68а, 9-кабинет, телефон: "
            "21-03-37.",
            "Заявление подается в отдел по трудоустройству безработных Департамента по адресу: город "
            "Астана, улица Иманбаева, 68а, кабинет 9, телефон: 21-03-37.",
            "The application is handed in to the Department's division for job placement of the "
            "unemployed: Astana, Imanbayeva street, 68a, office 9, telephone 21-03-37.",
        ),
        15: ClauseText(
            "Осы мемлекеттік қызметті көрсету үшін құжаттарды тапсыру талап етілмейді.\n"
            "Хабарласу мерзімі, ақпарат алу, жұмысқа жолдама беру бағдарламалы дербес есептік карточкасында "
            "белгіленеді.",
            "Для оказания этой государственной услуги сдавать документы не требуется.\n"
            "Сроки явки, получение информации и выдача направления на работу отмечаются в программной "
            "персональной учетной карточке.",
            "No documents need to be handed in for this state service.\n"
            "The dates for visiting, receipt of information and issue of a referral to work are marked in "
            "the computer-programme personal record card.",
        ),
        16: ClauseText(
            "Жұмыссыздың анықтама алуы үшін осы стандарттың 1-қосымшасына сәйкес тұтынушы жұмыссыздарды "
            "жұмысқа орналастыруға жәрдемдесу бөліміне жұмыссыздың өзі келуі талап етіледі.",
            "Для получения справки безработного согласно приложению 1 к настоящему стандарту "
            "требуется личная "
            "явка потребителя – самого безработного – в отдел по трудоустройству безработных.",
            "For the unemployed person to receive the certificate under Annex 1, the consumer, that is the "
            "unemployed person, must come in person to the division for job placement of the unemployed.",
        ),
        17: ClauseText(
            "Мемлекеттік қызмет көрсетуді тоқтату не болмаса мемлекеттік қызметті ұсынудан бас тарту мына "
            f"негіздемелер бойынша:\n{_grounds('kk')} жүргізіледі.",
            "Приостановление оказания государственной услуги либо отказ в предоставлении государственной "
            f"услуги производится по следующим основаниям:\n{_grounds('ru')}.",
            "Rendering of the state service is suspended, or the state service is refused, on these "
            f"grounds:\n{_grounds('en')}.",
        ),
        18: ClauseText(
            "Департамент қызметі:\n"
            "1) Қазақстан Республикасының Конституциясы мен заңдарын сақтау;\n"
            "2) сыбайлас жемқорлық көріністеріне қарсы тұру;\n"
            "3) мемлекеттік және еңбек тәртібін бұлжытпай сақтау;\n"
            "4) көрсетілетін мемлекеттік қызмет туралы толық ақпарат беру;\n"
            "5) тұтынушылардың құқықтары мен бостандықтарын бұзуға жол бермеу;\n"
            "6) өтініштерді қарау кезінде төрешілдік пен сөзбұйдаға жол бермеу;\n"
            "7) тұтынушы құжаттарының мазмұны туралы ақпаратты сақтау;\n"
            "8) құжаттардың құпиялылығын қамтамасыз ету;\n"
            "9) белгіленген мерзімде алмаған құжаттардың сақталуын қамтамасыз ету;\n"
            "10) сыпайы және әдепті болу қағидаларына негізделеді.",
            "Деятельность Департамента основывается на принципах:\n"
            "1) соблюдения Конституции и законов Республики Казахстан;\n"
            "2) противостояния проявлениям коррупции;\n"
            "3) неукоснительного соблюдения государственной и трудовой дисциплины;\n"
            "4) предоставления полной информации об оказываемой государственной услуге;\n"
            "5) недопущения нарушений прав и свобод потребителей;\n"
            "6) недопущения бюрократизма и волокиты при рассмотрении заявлений;\n"
            "7) сохранности информации о содержании документов потребителя;\n"
            "8) обеспечения конфиденциальности документов;\n"
            "9) обеспечения сохранности документов, не полученных в установленный срок;\n"
            "10) вежливости и корректности.",
            "The Department's activity rests on the principles of:\n"
            "1) observing the Constitution and laws of the Republic of Kazakhstan;\n"
            "2) resisting manifestations of corruption;\n"
            "3) strictly keeping state and labour discipline;\n"
            "4) giving full information on the state service rendered;\n"
            "5) not allowing breach of consumers' rights and freedoms;\n"
            "6) not allowing bureaucracy and red tape when considering applications;\n"
            "7) keeping safe the information on the content of the consumer's documents;\n"
            "8) ensuring confidentiality of the documents;\n"
            "9) ensuring safe keeping of documents not collected in the set time;\n"
            "10) politeness and good manners.",
        ),
        19: ClauseText(
            "Тұтынушыларға мемлекеттік қызмет көрсету нәтижелері осы стандарттың 3-қосымшасына сәйкес сапа "
            "және қол жетімділік көрсеткіштерімен өлшенеді.",
            "Результаты оказания государственной услуги потребителям измеряются показателями качества и "
            "доступности согласно приложению 3 к настоящему стандарту.",
            "The results of rendering the state service to consumers are measured by the indicators of "
            "quality and accessibility under Annex 3 to this standard.",
        ),
        20: ClauseText(
            "Мемлекеттік қызмет көрсететін мемлекеттік органның, мекеменің немесе өзге де субъектілердің "
            "жұмысы бағаланатын мемлекеттік қызметтердің сапа және қол жетімділік көрсеткіштерінің нысаналы "
            "мәнін жыл сайын арнайы құрылған жұмыс топтары бекітеді.",
            "Целевые значения показателей качества и доступности государственных услуг, по которым "
            "оценивается "
            "работа государственного органа, учреждения или иных субъектов, оказывающих государственные "
            "услуги, ежегодно утверждаются специально созданными рабочими группами.",
            "The target values of the indicators of quality and accessibility of state services, by which "
            "the work of the state body, institution or other entity rendering the state service is "
            "assessed, are approved every year by specially formed working groups.",
        ),
        21: ClauseText(
            "Уәкілетті лауазымды тұлғалардың әрекетіне (әрекетсіздігіне) шағымдану қажеттілігі кезінде "
            "тұтынушы Департаментке, Астана қаласы, Иманбаева көшесі, 68а, 9-кабинетке, жұмыссыздарды "
            "жұмысқа орналастыру бөлімінің бастығына, мына телефон бойынша: 21-03-37, электрондық "
            "мекен-жайы: deptrud@at.kz. хабарласуына болады.",
            "При необходимости обжалования действий (бездействия) уполномоченных должностных лиц потребитель "
            "может обратиться в Департамент: город Астана, улица Иманбаева, 68а, кабинет 9, к начальнику "
            "отдела по трудоустройству безработных, по телефону: 21-03-37, электронный адрес: deptrud@at.kz.",
            "If a need arises to complain of action (inaction) of authorised officials, the consumer "
            "may turn "
            "to the Department, Astana, Imanbayeva street, 68a, office 9, to the head of the division for "
            "job placement of the unemployed, telephone 21-03-37, e-mail deptrud@at.kz.",
        ),
        22: ClauseText(
            "Шағым жазбаша түрде поштамен немесе қолма қол Департаменттің кеңсесі арқылы мына мекен-жай "
            "бойынша қабылданады: Астана қаласы, Иманбаева көшесі, 68а, 12-кабинет.\n"
            "Электрондық мекен-жайы: deptrud@at.kz.\n"
            "Бөлім бастығы, телефоны: 21-03-37, 9-кабинет.\n"
            "Директордың орынбасары, 6-кабинет, телефоны: 21-62-18.\n"
            "Тұтынушы қабылданған шараларға қанағаттанбаса немесе мәселе жоғары тұрған органның қарауын "
            "қажет етсе, ол Астана қаласы әкімінің орынбасарына жазбаша шағым жолдауына болады.",
            "Жалоба принимается в письменном виде по почте или нарочно через канцелярию Департамента по "
            "адресу: город Астана, улица Иманбаева, 68а, кабинет 12.\n"
            "Электронный адрес: deptrud@at.kz.\n"
            "Начальник отдела, телефон: 21-03-37, кабинет 9.\n"
            "Заместитель директора, кабинет 6, телефон: 21-62-18.\n"
            "Если потребитель не удовлетворен принятыми мерами или вопрос требует рассмотрения вышестоящим "
            "органом, он может направить письменную жалобу заместителю акима города Астаны.",
            "A complaint is accepted in writing, by post or by hand, through the Department's "
            "chancellery at: "
            "Astana, Imanbayeva street, 68a, office 12.\n"
            "E-mail: deptrud@at.kz.\n"
            "Head of division, telephone 21-03-37, office 9.\n"
            "Deputy director, office 6, telephone 21-62-18.\n"
            "If the consumer is not satisfied with the measures taken, or the matter needs "
            "consideration by a "
            "higher body, he or she may send a written complaint to the deputy akim of Astana.",
        ),
        23: ClauseText(
            "Департаментке келіп түскен шағымды қарау Қазақстан Республикасының заңнамаларымен қарастырылған "
            "тәртібі мен мерзімінде жүзеге асырылады.\n"
            "Шағым жазған кезде тұтынушыға қабылдау туралы белгісі қойылған екінші данасы беріледі.\n"
            "Заңнамамен белгіленген тәртіпте ұсынылған өтініштер міндетті түрде қабылдауға, тіркелуге, "
            "есепке алуға және қарауға жатады. Кеңсе телефоны: 21-22-61.",
            "Рассмотрение поступившей в Департамент жалобы осуществляется в порядке и сроки, предусмотренные "
            "законодательством Республики Казахстан.\n"
            "При написании жалобы потребителю выдается второй экземпляр с отметкой о принятии.\n"
            "Обращения, поданные в установленном законодательством порядке, подлежат обязательному приему, "
            "регистрации, учету и рассмотрению. Телефон канцелярии: 21-22-61.",
            "A complaint received by the Department is considered in the manner and within the time provided "
            "by the legislation of the Republic of Kazakhstan.\n"
            "When a complaint is written, the consumer is given the second copy bearing a mark of "
            "acceptance.\n"
            "Applications submitted in the manner set by legislation are subject to mandatory acceptance, "
            "registration, recording and consideration. Chancellery telephone: 21-22-61.",
        ),
        24: ClauseText(
            "Тұтынушыларды қабылдау Департамент жұмысының белгіленген кестесіне сәйкес жүзеге асырылады.\n"
            "Департамент директоры, 23-кабинет, телефоны 21-04-92, факс: 21-28-39. Азаматтарды қабылдау "
            "кестесі: дүйсенбі, сәрсенбі сағат 14.00-ден 17.00-ге дейін.\n"
            "Директордың орынбасары, 6-кабинет, телефоны: 21-62-18. Азаматтарды қабылдау кестесі: күн сайын "
            "сағат 9.00-ден 18.00-ге дейін, түскі үзіліс сағат 13.00-ден 14.00-ге дейін.\n"
            "Бөлім бастығы 9-кабинет, телефоны: 21-03-37. Жұмыс кестесі: күн сайын сағат 9.00-ден 18.00-ге "
            "дейін, түскі үзіліс сағат 13.00-ден 14.00-ге дейін.\n"
            "Бөлімнің жұмыс кестесі: азаматтарды қабылдау күн сайын сағат 9.00-ден 17.00-ге дейін, түскі "
            "үзіліс сағат 13.00-ден 14.00-ге дейін.\n"
            "Астана қаласы әкімінің орынбасары, мекен-жайы: Бейбітшілік көшесі, 11, 233-кабинет. "
            "Азаматтарды қабылдау кестесі Астана қаласы әкімдігінің жұмыс регламентіне сәйкес. Телефоны: "
            "75-21-68.\n"
            "Астана қаласы әкімінің аппараты. Мекен-жайы: Бейбітшілік көшесі, 11, қала Әкімінің сайты "
            "www.astana.kz.\n"
            "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрлігі, Астана қаласы, "
            "Министрлік үйі, 35 көше, 2-үй, 6-кіреберіс, сайты www.enbek.kz.",
            "Прием потребителей осуществляется согласно установленному графику работы Департамента.\n"
            "Директор Департамента, кабинет 23, телефон 21-04-92, факс: 21-28-39. График приема граждан: "
            "понедельник, среда с 14.00 до 17.00.\n"
            "Заместитель директора, кабинет 6, телефон: 21-62-18. График приема граждан: ежедневно с 9.00 до "
            "18.00, обеденный перерыв с 13.00 до 14.00.\n"
            "Начальник отдела, кабинет 9, телефон: 21-03-37. График работы: ежедневно с 9.00 до 18.00, "
            "обеденный перерыв с 13.00 до 14.00.\n"
            "График работы отдела: прием граждан ежедневно с 9.00 до 17.00, обеденный перерыв с 13.00 до "
            "14.00.\n"
            "Заместитель акима города Астаны, адрес: улица Бейбитшилик, 11, кабинет 233. График приема "
            "граждан – согласно регламенту работы акимата города Астаны. Телефон: 75-21-68.\n"
            "Аппарат акима города Астаны. Адрес: улица Бейбитшилик, 11, сайт Акима города www.astana.kz.\n"
            "Министерство труда и социальной защиты населения Республики Казахстан, город Астана, Дом "
            "министерств, улица 35, дом 2, подъезд 6, сайт www.enbek.kz.",
            "Consumers are received according to the Department's established timetable.\n"
            "Director of the Department, office 23, telephone 21-04-92, fax 21-28-39. Reception of citizens: "
            "Monday, Wednesday from 14.00 to 17.00.\n"
            "Deputy director, office 6, telephone 21-62-18. Reception of citizens: daily from 9.00 to 18.00, "
            "lunch from 13.00 to 14.00.\n"
            "Head of division, office 9, telephone 21-03-37. Work timetable: daily from 9.00 to 18.00, lunch "
            "from 13.00 to 14.00.\n"
            "The division: reception of citizens daily from 9.00 to 17.00, lunch from 13.00 to 14.00.\n"
            "Deputy akim of Astana, address: Beibitshilik street, 11, office 233. Reception of citizens by "
            "the rules of work of the akimat of Astana. Telephone: 75-21-68.\n"
            "Apparatus of the Akim of Astana. Address: Beibitshilik street, 11, site of the Akim of the city "
            "www.astana.kz.\n"
            "Ministry of Labour and Social Protection of the Population of the Republic of Kazakhstan, "
            "Astana, House of Ministries, 35th street, building 2, entrance 6, site www.enbek.kz.",
        ),
        25: ClauseText(
            "Тұтынушы үшін басқа да пайдалы ақпарат.\nАстана қаласы Әкімінің сайты www.astana.kz.",
            "Другая полезная для потребителя информация.\nСайт Акима города Астаны www.astana.kz.",
            "Other useful information for the consumer.\nSite of the Akim of Astana www.astana.kz.",
        ),
    }
)
