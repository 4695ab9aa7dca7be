//! Queries as clients send them.

use proptest::prelude::proptest;

use super::{Filter, FilterFault, Filters, VersionMatch};

const ID: &str = "indicator--3600ad1b-fff1-4c98-bcc9-4de3bc2e2ffb";

fn read(query: &str) -> Filters {
    Filters::parse(query).unwrap()
}

fn told(query: &str) -> String {
    Filters::parse(query).unwrap_err().to_string()
}

#[test]
fn every_parameter_is_read() {
    let filters = read(&format!(
        "added_after=2024-03-01T07%3A00%3A00.000Z&limit=25&next=a%2Bb%3D&match%5Bid%5D={ID}&match[type]=indicator,\
         sighting&match[version]=first,2018-03-02T01:01:01.123Z,last&match[spec_version]=2.0,2.1&page=7&match[x]=1"
    ));
    assert_eq!(filters.added_after.unwrap().to_string(), "2024-03-01T07:00:00.000Z");
    assert_eq!((filters.limit, filters.next.as_deref()), (Some(25), Some("a+b=")));
    assert_eq!(filters.ids, [ID.parse().unwrap()]);
    assert_eq!(filters.types, ["indicator", "sighting"]);
    assert_eq!(filters.spec_versions, ["2.0", "2.1"]);
    let at = vec!["2018-03-02T01:01:01.123Z".parse().unwrap()];
    assert_eq!(filters.versions, VersionMatch { first: true, last: true, all: false, at });
}

#[test]
fn no_query_asks_for_the_latest_versions() {
    assert_eq!(read(""), Filters::default());
    assert!(Filters::default().versions.last);
    assert_eq!(read("&&x&match[version]=last"), Filters::default());
    assert_eq!(read("next=&added_after="), Filters::default());
}

/// Trap 12: a limit that is none is a fault, one that is too large is none.
#[test]
fn a_limit_is_a_number_above_zero() {
    for bad in ["0", "-1", "00", "1.5", "ten", "0x10", "+5", "%F0%9F%98%80", "1,2", " 1"] {
        assert!(told(&format!("limit={bad}")).starts_with("`limit` is"), "{bad}");
    }
    assert_eq!(read("limit=007").limit, Some(7));
    assert_eq!(read("limit=4294967296").limit, Some(u32::MAX));
    assert_eq!(read("limit=100000000000000000000").limit, Some(u32::MAX));
}

/// Trap 11: garbage is told with the name of its parameter, and is never an error of the server.
#[test]
fn garbage_is_refused_by_name() {
    for (query, name) in [
        ("match[version]=garbage", "`match[version]`: `garbage`"),
        ("match[version]=", "`match[version]` has an empty value"),
        ("match[version]=last,last", "`match[version]` has `last` twice"),
        ("match[version]=2018-03-02T01:01:01Z,2018-03-02T01:01:01.000Z", "twice"),
        ("match[version]=all,first", "`all` and other"),
        ("match[version]=LAST", "`match[version]`"),
        ("added_after=yesterday", "`added_after`: `yesterday`"),
        ("added_after=2024-03-01T07:00:00Z,2024-03-01T07:00:00Z", "`added_after`"),
        ("match[id]=indicator", "`match[id]`: `indicator`"),
        ("match[id]=%00", "`match[id]`"),
        ("match[type]=indicator,,note", "`match[type]` has an empty value"),
        ("match[spec_version]=two", "`match[spec_version]`"),
        ("match[spec_version]=2.1.1", "`match[spec_version]`"),
        ("limit=", "`limit` has an empty value"),
        ("limit=1&limit=1", "`limit` is given twice"),
        ("match[id]=x--3600ad1b-fff1-4c98-bcc9-4de3bc2e2ffb", "3 to 250"),
    ] {
        let told = told(query);
        assert!(told.contains(name), "{query}: {told}");
    }
    let long = "x".repeat(4000);
    assert!(told(&format!("match[version]={long}")).chars().count() < 200);
}

/// Trap 15: `added_after` without a fraction, with microseconds, with an offset.
#[test]
fn added_after_is_read_as_clients_write_it() {
    for text in [
        "2024-03-01T07:00:00Z",
        "2024-03-01T07:00:00.000000Z",
        "2024-03-01T08:00:00+01:00",
        "2024-03-01T08:00:00%2B01:00",
    ] {
        let read = read(&format!("added_after={text}")).added_after.unwrap();
        assert_eq!(read.to_string(), "2024-03-01T07:00:00.000Z", "{text}");
    }
}

#[test]
fn an_endpoint_says_what_it_takes() {
    let filters = read(&format!("limit=3&match[id]={ID}&match[version]=last"));
    assert_eq!(filters.allow(&[Filter::Limit, Filter::Id]), Ok(()));
    assert_eq!(filters.allow(&[Filter::Limit, Filter::Version]), Err(FilterFault::NotHere(Filter::Id)));
    assert_eq!(read("match[version]=all").allow(&[]), Err(FilterFault::NotHere(Filter::Version)));
}

proptest! {
    #[test]
    fn no_query_makes_it_panic(name in "added_after|limit|next|match\\[(id|type|version|spec_version)\\]", value in "\\PC{0,40}") {
        let _ = Filters::parse(&format!("{name}={value}"));
    }
}
