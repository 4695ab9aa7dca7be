//! What a grade is, and what evidence allows of it.

use super::{Credibility, Reliability};

mod table;
mod weighed;

#[test]
fn grades_read_and_write_as_people_write_them() {
    assert_eq!("b".parse::<Reliability>().unwrap(), Reliability::B);
    assert!("G".parse::<Reliability>().is_err(), "the non-standard G is not taken");
    assert_eq!("2".parse::<Credibility>().unwrap(), Credibility::ProbablyTrue);
    assert_eq!(Credibility::try_from(6).unwrap().to_string(), "6");
    assert!(Credibility::try_from(0).is_err());
    assert_eq!(serde_json::to_string(&Credibility::Doubtful).unwrap(), "4");
}
