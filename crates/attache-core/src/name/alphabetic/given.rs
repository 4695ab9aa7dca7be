//! Given names that are one in Ukrainian, Russian and customary English, though no transliteration makes them alike.
//!
//! Forms that come out alike when folded (Сергій, Сергей) need no row.

use std::{collections::BTreeMap, sync::LazyLock};

use super::folding::folded;
use crate::name::spelling::Script;

/// Rows of one name: Cyrillic forms, then Latin ones.
const ROWS: &[(&str, &str)] = &[
    ("олександр александр", "alexander aleksander"),
    ("олександра александра", "alexandra"),
    ("олексій алексей", "alexei alexey alexis"),
    ("олексіївна алексеевна", ""),
    ("олена елена", "elena helena"),
    ("ольга", "olga olha"),
    ("анастасія анастасия", "anastasia"),
    ("антоніна антонина", "antonina"),
    ("артем артём", "artem artyom"),
    ("борис", "boris borys"),
    ("вадим", "vadim vadym"),
    ("василь василий", "vasil vasyl vasily vasilii"),
    ("віктор виктор", "victor viktor"),
    ("вікторія виктория", "victoria"),
    ("віталій виталий", "vitaly vitali"),
    ("володимир владимир", "vladimir volodymyr"),
    ("всеволод", "vsevolod"),
    ("ганна анна", "anna hanna"),
    ("георгій георгий", "georgy heorhiy"),
    ("григорій григорий", "gregory grigory hryhoriy"),
    ("данило даниил данила", "daniel danylo danila"),
    ("денис", "denis denys"),
    ("дмитро дмитрий димитрий", "dmitri dmitry dmytro"),
    ("єва ева", "eva"),
    ("євген евгений", "eugene evgeny yevhen yevgeni"),
    ("євгенія евгения", "eugenia evgenia"),
    ("єгор егор", "egor yegor"),
    ("катерина екатерина", "catherine kateryna ekaterina"),
    ("зіновій зиновий", "zinovy"),
    ("іван иван", "ivan"),
    ("ігор игорь", "igor ihor"),
    ("ілля илья", "ilya illia"),
    ("ірина ирина", "irina iryna"),
    ("йосип иосиф", "joseph yosyp iosif"),
    ("кирило кирилл", "kirill kyrylo cyril"),
    ("костянтин константин", "constantine konstantin kostiantyn"),
    ("ксенія ксения", "xenia ksenia"),
    ("лев", "lev leo"),
    ("людмила", "lyudmila liudmyla"),
    ("максим", "maxim maksym"),
    ("марія мария", "maria mary"),
    ("микита никита", "nikita mykyta"),
    ("микола николай", "nikolai mykola nicholas"),
    ("михайло михаил", "mikhail mykhailo michael"),
    ("надія надежда", "nadia nadezhda"),
    ("наталія наталя наталья наталия", "natalia natalya"),
    ("оксана", "oksana oxana"),
    ("олег", "oleg oleh"),
    ("остап", "ostap"),
    ("павло павел", "pavel pavlo paul"),
    ("петро пётр петр", "petro pyotr petr peter"),
    ("пилип филипп", "philip filipp pylyp"),
    ("роман", "roman"),
    ("руслан", "ruslan"),
    ("світлана светлана", "svetlana svitlana"),
    ("семен семён", "semen semyon simon"),
    ("степан", "stepan"),
    ("тарас", "taras"),
    ("тетяна татьяна", "tatiana tatyana tetiana"),
    ("тимофій тимофей", "timofei tymofiy timothy"),
    ("тимур", "timur tymur"),
    ("федір фёдор федор", "fyodor fedor fedir theodore"),
    ("юлія юлия", "julia yulia"),
    ("юрій юрий", "yuri yury george"),
    ("яків яков", "jacob yakiv yakov"),
    ("ярослав", "yaroslav"),
    ("володимирович владимирович", ""),
    ("олександрович александрович", ""),
    ("миколайович николаевич", ""),
    ("михайлович", ""),
    ("олексійович алексеевич", ""),
    ("іванович иванович", ""),
    ("васильович васильевич", ""),
    ("анатолійович анатольевич", ""),
    ("юрійович юрьевич", ""),
    ("сергійович сергеевич", ""),
    ("андрійович андреевич", ""),
    ("євгенович евгеньевич", ""),
    ("павлович", ""),
    ("петрович", ""),
    ("григорович григорьевич", ""),
    ("вікторович викторович", ""),
];

/// The number of the row that a folded word stands in, by its coarse form.
pub(super) fn group(coarse: &str) -> Option<usize> {
    static GROUPS: LazyLock<BTreeMap<String, usize>> = LazyLock::new(groups);
    GROUPS.get(coarse).copied()
}

fn groups() -> BTreeMap<String, usize> {
    let mut groups = BTreeMap::new();
    for (at, (cyrillic, latin)) in ROWS.iter().enumerate() {
        let cyrillic = cyrillic.split(' ').map(|form| folded(form, Script::Cyrillic));
        let latin = latin.split(' ').map(|form| folded(form, Script::Latin));
        for form in cyrillic.chain(latin).filter(|form| !form.is_empty()) {
            groups.entry(form.coarse()).or_insert(at);
        }
    }
    groups
}
