//! Spellings of one name match, and those of two do not.

use proptest::prelude::*;

use super::{Form, Match, Reading, Reason, Verdict, compare, keys, likely_candidates, surname_keys};

fn of(name: &str) -> Form {
    Form::new(name)
}

#[track_caller]
fn one_name(spellings: &[&str]) {
    for a in spellings {
        for b in spellings {
            let found = compare(&of(a), &of(b));
            assert!(found.verdict >= Verdict::Likely, "{a} = {b}: {found:?}");
            let (left, right) = (keys(a), keys(b));
            assert!(left.iter().any(|key| right.contains(key)), "{a} {left:?} = {b} {right:?}");
            assert_eq!(likely_candidates(&[Reading::of(a), Reading::of(b)]).len(), 1, "{a} = {b}");
        }
    }
}

#[track_caller]
fn two_names(a: &str, b: &str) {
    let found = compare(&of(a), &of(b));
    assert_eq!(found.verdict, Verdict::Different, "{a} = {b}: {found:?}");
}

#[test]
fn korean_names_match_across_scripts_and_systems() {
    one_name(&[
        "윤석열",
        "Yoon Suk-yeol",
        "Yun Seok-yeol",
        "Yoon Suk Yeol",
        "Yun Sŏgyŏl",
        "Юн Сок Ёль",
        "Юн Сок Йоль",
        "윤 석열",
    ]);
    one_name(&[
        "김정은",
        "Kim Jong Un",
        "Kim Jong-un",
        "Gim Jeong-eun",
        "Kim Chŏng-ŭn",
        "Ким Чен Ын",
        "Кім Чен Ин",
        "Kim Cengun",
    ]);
    one_name(&["노광철", "로광철", "No Kwang Chol", "Ro Kwang-chol", "Noh Kwang-chul", "Но Гван Чхоль"]);
    one_name(&["최룡해", "최용해", "Choe Ryong Hae", "Choi Yong-hae", "Чхве Рён Хэ"]);
    one_name(&["신원식", "Shin Won-sik", "Sin Wonsik", "Син Вон Сик"]);
    one_name(&[
        "이재명",
        "리재명",
        "Lee Jae-myung",
        "Yi Jae-myeong",
        "Ri Jae Myong",
        "Ли Чэ Мён",
        "Jae-myung Lee",
    ]);
    one_name(&["김복남", "Kim Pongnam", "Gim Bok-nam", "Kim Bok Nam"]);
    one_name(&["남궁민수", "Namgung Min-su", "Namkung Min Soo"]);
}

#[test]
fn korean_names_one_syllable_apart_stay_apart() {
    two_names("Kim Jong-un", "Kim Jong-il");
    two_names("김정은", "Kim Jong Il");
    two_names("Ким Чен Ын", "Ким Чен Ир");
    two_names("Kim Yong-hyun", "Kim Yong-hwan");
    two_names("김용현", "Kim Yong-hwan");
    two_names("박영진", "Lee Young-jin");
    two_names("Kim Yo-jong", "Kim Jong-un");
}

#[test]
fn ukrainian_and_russian_names_match_across_scripts_and_systems() {
    one_name(&[
        "Рустем Умєров",
        "Rustem Umerov",
        "Rustem Umierov",
        "Рустем Умеров",
        "Umerov Rustem",
        "Рустем Енверович Умєров",
    ]);
    one_name(&[
        "Олександр Гончаренко",
        "Александр Гончаренко",
        "Oleksandr Honcharenko",
        "Alexander Goncharenko",
    ]);
    one_name(&[
        "Євген Соловйов",
        "Евгений Соловьёв",
        "Yevhen Soloviov",
        "Evgeny Solovyov",
        "Eugene Solovyev",
    ]);
    one_name(&["Дмитро Згурський", "Dmytro Zghurskyi"]);
    one_name(&["Володимир Зелинський", "Vladimir Zelinsky", "Volodymyr Zelynskyi", "Владимир Зелинский"]);
}

#[test]
fn other_people_stay_apart() {
    two_names("Rustem Umerov", "Ruslan Umerov");
    two_names("Олена Зелинська", "Олег Зелинський");
    two_names("Сергій Коваль", "Сергій Ковальчук");
    two_names("", "");
    two_names("윤석열", "Rustem Umerov");
    two_names("Іван Петрович Коваль", "Іван Сергійович Коваль");
}

#[test]
fn part_of_a_name_is_doubtful_until_office_and_country_agree() {
    let whole = Form { office: Some("President".into()), country: "KR".parse().ok(), ..of("Yoon Suk-yeol") };
    let bare = of("Yoon");
    assert_eq!(compare(&bare, &whole).verdict, Verdict::Doubtful);
    let told = Form { name: "Yun".into(), ..whole.clone() };
    let found = compare(&told, &whole);
    assert_eq!(found.verdict, Verdict::Likely);
    assert!(found.why.contains(&Reason::PartOnly) && found.why.contains(&Reason::SameOffice), "{found:?}");
    assert!(surname_keys("Yoon").iter().any(|key| surname_keys("윤석열").contains(key)));
    assert_eq!(compare(&of("R. Umerov"), &of("Рустем Умєров")).verdict, Verdict::Doubtful);
    assert_eq!(compare(&of("S. Umerov"), &of("Рустем Умєров")).verdict, Verdict::Different);
}

#[test]
fn office_and_country_break_ties() {
    let form = |name: &str, office: &str, country: &str| Form {
        name: name.into(),
        office: Some(office.into()),
        country: country.parse().ok(),
    };
    let minister = form("Kim Yong-hyun", "Defense Minister", "KR");
    let told = |other: &Form| compare(&minister, other).verdict;
    assert_eq!(told(&form("김용현", "Minister of National Defence", "KR")), Verdict::Same);
    assert_eq!(told(&form("김용현", "Foreign Minister", "KR")), Verdict::Likely);
    assert_eq!(told(&form("김용현", "Foreign Minister", "KP")), Verdict::Doubtful);
    assert_eq!(told(&of("Kim Yong Hyon")), Verdict::Likely);
    assert_eq!(told(&form("Kim Yong-hyun", "coach", "US")), Verdict::Doubtful);
}

proptest! {
    #[test]
    fn comparing_never_fails_and_has_no_order(a in "\\PC{0,40}", b in "\\PC{0,40}") {
        let (a, b) = (of(&a), of(&b));
        let forth: Match = compare(&a, &b);
        prop_assert_eq!(forth.verdict, compare(&b, &a).verdict);
        prop_assert!(!forth.why.is_empty());
        prop_assert!(keys(&a.name).len() <= 120);
    }

    #[test]
    fn what_reads_as_one_name_shares_a_key(a in "(Kim|Park|Yi|Чхве|이|No) ?[a-z]{1,6}(-[a-z]{1,5})?", b in "(Kim|Park|Yi|Чхве|이|No) ?[a-z]{1,6}(-[a-z]{1,5})?") {
        let found = compare(&of(&a), &of(&b));
        if found.verdict >= Verdict::Likely {
            let (left, right) = (keys(&a), keys(&b));
            prop_assert!(left.iter().any(|key| right.contains(key)) || a.to_lowercase() == b.to_lowercase(), "{} {}", a, b);
        }
    }
}
