//! Times as others write them.

use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

use super::{StixTime, TimeFault, parse_query_time};

fn read(text: &str) -> Result<StixTime, TimeFault> {
    text.parse()
}

#[test]
fn the_fewest_digits_that_lose_nothing_are_written() {
    for (text, written) in [
        ("2024-03-01T07:00:00Z", "2024-03-01T07:00:00.000Z"),
        ("2024-03-01T07:00:00.1Z", "2024-03-01T07:00:00.100Z"),
        ("2024-03-01T07:00:00.1234Z", "2024-03-01T07:00:00.123400Z"),
        ("2024-03-01T07:00:00.123456789Z", "2024-03-01T07:00:00.123456789Z"),
        ("1969-12-31T23:59:59.9999Z", "1969-12-31T23:59:59.999900Z"),
    ] {
        assert_eq!(read(text).unwrap().to_string(), written);
    }
}

#[test]
fn taxii_writes_six_digits() {
    assert_eq!(read("2024-03-01T07:00:00Z").unwrap().write_micros(), "2024-03-01T07:00:00.000000Z");
    let fine = read("1969-12-31T23:59:59.123456789Z").unwrap();
    assert_eq!(fine.write_micros(), "1969-12-31T23:59:59.123456Z");
    assert_eq!(StixTime::from_micros(fine.as_micros()).unwrap().write_micros(), fine.write_micros());
}

#[test]
fn what_is_no_time_of_stix_is_refused_with_the_reason() {
    for text in [
        "",
        "2024-03-01",
        "2024-03-01T07:00Z",
        "2024-03-01T07:00:00",
        "2024-03-01t07:00:00Z",
        "2024-03-01T07:00:00z",
        "2024-03-01T07:00:00.Z",
        "2024-03-01 07:00:00Z",
        "2024-03-01T07:00:00Z ",
        "20240301T070000Z",
        "+02024-03-01T07:00:00Z",
        "2024-03-01T07:00:00Z[UTC]",
        "２０24-03-01T07:00:00Z",
    ] {
        assert!(matches!(read(text), Err(TimeFault::Form(_))), "{text}: {:?}", read(text));
    }
    assert!(matches!(read("2024-03-01T07:00:00+00:00"), Err(TimeFault::Offset(_))));
    assert!(matches!(read("2024-03-01T07:00:00.1234567890Z"), Err(TimeFault::Digits(_))));
    assert!(matches!(read("2024-02-30T07:00:00Z"), Err(TimeFault::Calendar(_))));
    assert!(matches!(read("2024-03-01T24:00:00Z"), Err(TimeFault::Calendar(_))));
    assert_eq!(read("1066-10-14T09:00:00Z"), Err(TimeFault::Range));
    assert_eq!(StixTime::from_micros(i64::MAX), Err(TimeFault::Range));
}

/// Trap 15: clients leave the fraction out, or write offsets.
#[test]
fn a_query_may_be_written_freely() {
    let wanted = read("2024-03-01T07:00:00.500Z").unwrap();
    for text in [
        "2024-03-01T07:00:00.5Z",
        "2024-03-01t07:00:00.500z",
        "2024-03-01 07:00:00.500000000Z",
        "2024-03-01T09:00:00.5+02:00",
        "2024-03-01T09:00:00.5 02:00",
        "2024-03-01T05:30:00.5-01:30",
        "2024-03-01T07:00:00.5-00:00",
    ] {
        assert_eq!(parse_query_time(text).unwrap(), wanted, "{text}");
    }
    assert_eq!(parse_query_time("2024-03-01T07:00:00Z").unwrap(), read("2024-03-01T07:00:00.0Z").unwrap());
    for text in
        ["", "now", "2024-03-01", "2024-03-01T07:00:00", "2024-03-01T07:00:00Z,2024-03-01T07:00:00Z", "é"]
    {
        assert!(matches!(parse_query_time(text), Err(TimeFault::Form(_))), "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(nanos in any::<i64>()) {
        let time = StixTime::from_nanos(nanos).unwrap();
        prop_assert_eq!(time.as_nanos(), nanos);
        prop_assert_eq!(read(&time.to_string()).unwrap(), time);
        prop_assert!(parse_query_time(&time.write_micros()).unwrap().as_micros() == time.as_micros());
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,40}") {
        let _ = (read(&text), parse_query_time(&text));
    }
}
