//! `source`: which names are one source, and which are two. All of it is invented.

use serde_json::Value;

use crate::{
    desk::Desk,
    sourcing::{add, flat, rows},
};

/// A desk where one person is written in two ways, and an official without a name is quoted.
fn two_spellings() -> Desk {
    let desk = Desk::new();
    add(
        &desk,
        "Quay Courier",
        "Defense Minister Oksana Umerova said that Iran has supplied drones to Russia.",
    );
    let other = "Ukraine's Defense Minister Oksana Umierova said that Poland had sent tanks to Ukraine.";
    add(&desk, "Delta Wire", other);
    let nobody = "A senior official said on condition of anonymity that Poland had sent tanks to Ukraine.";
    add(&desk, "Mast Gazette", nobody);
    desk
}

const PAIR: [&str; 2] = ["Oksana Umierova", "Oksana Umerova"];

fn doubtful(desk: &Desk) -> usize {
    rows(desk, &["source", "list", "--doubtful"]).len()
}

#[test]
fn names_are_joined_parted_and_kept_apart_by_a_person() {
    let desk = two_spellings();
    let told = desk.run(&["source", "list", "--doubtful"]).fine().out;
    assert!(told.contains("(likely)"), "{told}");
    assert!(told.contains("attache source merge 'Oksana Umierova' 'Oksana Umerova'"), "{told}");
    let merge = ["source", "merge", PAIR[0], PAIR[1], "--reason", "the ministry's page"];
    desk.run(&merge).fine();
    assert_eq!(doubtful(&desk), 0);
    let listed = rows(&desk, &["source", "list"]);
    let joined = listed.iter().find(|row| row["source"]["name"] == PAIR[0]).unwrap();
    assert_eq!((&joined["claims"], &joined["names"][0]), (&Value::from(2), &Value::from(PAIR[1])));
    assert!(!listed.iter().any(|row| row["source"]["name"] == PAIR[1]), "{listed:#?}");
    let err = flat(&desk.run(&merge).ended(1).err);
    assert!(err.contains("one source already") && err.contains("the ministry's page"), "{err}");
    let back = ["source", "merge", PAIR[1], PAIR[0], "--reason", "round"];
    assert!(flat(&desk.run(&back).ended(1).err).contains("one source already"));

    let err = flat(&desk.run(&["source", "split", PAIR[0], "--reason", "x"]).ended(1).err);
    assert!(err.contains("joined to it: “Oksana Umerova”"), "{err}");
    desk.run(&["source", "split", PAIR[1], "--reason", "a namesake"]).fine();
    assert_eq!(doubtful(&desk), 0, "who parts them says that they are two");
    let apart = ["source", "apart", PAIR[0], PAIR[1], "--reason", "two persons"];
    assert!(flat(&desk.run(&apart).ended(1).err).contains("kept apart already, by ana"));
    let told = flat(&desk.run(&merge).fine().out);
    assert!(told.contains("no longer"), "that they were kept apart ends: {told}");
    let told = flat(&desk.run(&apart).fine().out);
    assert!(told.contains("that they were joined no longer holds"), "{told}");
}

#[test]
fn a_pair_kept_apart_is_off_the_list() {
    let desk = two_spellings();
    assert_eq!(doubtful(&desk), 1);
    desk.run(&["source", "apart", PAIR[1], PAIR[0], "--reason", "mother and daughter"]).fine();
    assert_eq!(doubtful(&desk), 0);
    assert_eq!(rows(&desk, &["source", "list"]).iter().filter(|row| row["names_nobody"] == true).count(), 1);
}

#[test]
fn who_names_nobody_is_neither_joined_nor_graded_and_unknown_names_bring_candidates() {
    let desk = two_spellings();
    let join = |a: &str, b: &str| flat(&desk.run(&["source", "merge", a, b, "--reason", "x"]).ended(1).err);
    assert!(join("senior official", PAIR[0]).contains("names nobody"));
    assert!(join(PAIR[0], "senior official").contains("names nobody"));
    let err = join("Oksana", PAIR[0]);
    assert!(err.contains("did you mean “Oksana") && err.contains(" or “Oksana"), "{err}");
    assert!(join("Zzz", PAIR[0]).contains("attache source list"));
    assert!(join(PAIR[0], "OKSANA UMIEROVA").contains("the same name"));
    assert!(
        flat(&desk.run(&["source", "split", PAIR[0], "--reason", "x"]).ended(1).err)
            .contains("nothing to part")
    );
    desk.run(&["source", "grade", "senior official", "B"]).ended(1);
    desk.run(&["source", "grade", PAIR[0], "B", "--reason", "its record"]).fine();
    let listed = rows(&desk, &["source", "list"]);
    let graded = listed.iter().find(|row| row["source"]["name"] == PAIR[0]).unwrap();
    assert_eq!(graded["reliability"], "B");
}
