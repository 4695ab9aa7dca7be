//! `bundle`, `export --stix`, `log verify` on a damaged file: what leaves by other roads, and whether it is intact.

use std::io::Read as _;

use age::secrecy::ExposeSecret as _;

use crate::{desk::Desk, releasing::sharing};

const IDENTITY: &str = "identity--00000000-0000-4000-8000-000000000001";

/// A desk that has released its deployment to kyiv-desk.
fn released() -> (Desk, String) {
    let (desk, id) = sharing();
    let agree =
        ["partner", "agree", "kyiv-desk", "--ceiling", "amber", "--topics", "all", "--from", "2024-01-01"];
    desk.run(&agree).fine();
    desk.run(&["release", "--to", "kyiv-desk", &id]).fine();
    (desk, id)
}

#[test]
fn a_bundle_is_signed_kept_to_its_owner_and_counted_as_a_delivery() {
    let (desk, id) = released();
    let bundle = ["bundle", "--to", "kyiv-desk", "out.bundle"];
    let nameless = desk.run(&bundle).ended(1);
    assert!(nameless.err.contains("the identity of kyiv-desk is not known"), "{}", nameless.err);
    assert!(!desk.path("out.bundle").exists());
    desk.run(&["partner", "set", "kyiv-desk", "--identity", IDENTITY]).fine();
    let made = desk.run(&[&bundle[..], &["--json"]].concat()).fine().json().remove(0);
    assert_eq!((made["first"].as_u64(), made["encrypted"].as_bool()), (Some(0), Some(false)));
    let text = std::fs::read_to_string(desk.path("out.bundle")).unwrap();
    assert!(text.contains("10,000") && text.contains(IDENTITY) && !text.contains("\"ana\""), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(desk.path("out.bundle")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let lines = desk.run(&["ask", "released", &id, "--json"]).fine().json();
    assert_eq!(lines[0]["fetched"][0]["partner"], "kyiv-desk");
    assert!(desk.run(&bundle).ended(1).err.contains("is there already"), "never overwritten");
    desk.run(&[&bundle[..], &["--force"]].concat()).fine();
    let end = made["end"].to_string();
    let nothing = desk.run(&["bundle", "--to", "kyiv-desk", "--since", &end, "next.bundle"]).ended(1);
    assert!(
        nothing.err.contains("nothing to bundle") && !desk.path("next.bundle").exists(),
        "{}",
        nothing.err
    );
    desk.run(&["retract", &id, "--reason", "withdrawn"]).fine();
    desk.run(&["bundle", "--to", "kyiv-desk", "--since", &end, "next.bundle"]).fine();
    let text = std::fs::read_to_string(desk.path("next.bundle")).unwrap();
    assert!(text.contains("revoked") && !text.contains("10,000"), "{text}");
    let lines = desk.run(&["ask", "released", &id, "--json"]).fine().json();
    assert_eq!(lines[0]["recall_fetched"][0]["partner"], "kyiv-desk");
}

#[test]
fn a_bundle_is_encrypted_to_whoever_is_named() {
    let (desk, _) = released();
    desk.run(&["partner", "set", "kyiv-desk", "--identity", IDENTITY]).fine();
    let identity = age::x25519::Identity::generate();
    assert!(identity.to_string().expose_secret().starts_with("AGE-SECRET-KEY-"));
    desk.file("keys.txt", format!("# the partner's\n{}\n", identity.to_public()));
    let bundle = ["bundle", "--to", "kyiv-desk", "--recipients-file", "keys.txt", "out.bundle"];
    desk.run(&bundle).fine();
    let sealed = std::fs::read(desk.path("out.bundle")).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1"));
    let mut clear = String::new();
    let decryptor = age::Decryptor::new(&sealed[..]).unwrap();
    decryptor
        .decrypt([&identity as &dyn age::Identity].into_iter())
        .unwrap()
        .read_to_string(&mut clear)
        .unwrap();
    assert!(clear.contains("attache_bundle") && clear.contains("10,000"), "{clear}");
    desk.file("bad.txt", "age1nothing\n");
    let bad = desk.run(&["bundle", "--to", "kyiv-desk", "--recipients-file", "bad.txt", "x"]).ended(1);
    assert!(bad.err.contains("line 1 of bad.txt"), "{}", bad.err);
}

#[test]
fn an_export_for_a_partner_holds_what_it_may_have_as_it_went() {
    let (desk, id) = released();
    let other = desk.ids("transfer").remove(0);
    desk.run(&["review", "--accept", &other]).fine();
    let export = desk.run(&["export", "--stix", "--to", "kyiv-desk"]).fine();
    assert!(
        export.err.contains("1 written for kyiv-desk, ") && export.err.contains("no release"),
        "{}",
        export.err
    );
    let bundle: serde_json::Value = serde_json::from_str(&export.out).unwrap();
    assert_eq!(bundle["type"], "bundle");
    let objects = bundle["objects"].as_array().unwrap();
    let line = desk.run(&["ask", "released", &id, "--json"]).fine().json().remove(0);
    let note = objects.iter().find(|object| object["type"] == "note").unwrap();
    let at = |value: &serde_json::Value| value.as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    assert_eq!(note["id"], line["release"]["object"]);
    assert_eq!(at(&note["modified"]), at(&line["release"]["version"]));
    assert!(!export.out.contains("drones"), "what is withheld");
    desk.run(&["export", "--stix"]).ended(2);
    desk.run(&["export", "--stix", "--to", "nobody"]).ended(1);
}

#[test]
fn a_tampered_object_is_found() {
    let (desk, _) = released();
    desk.run(&["log", "verify"]).fine();
    let path = desk.path("desk.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let (good, bad) = (&b"\"type\":\"note\""[..], &b"\"type\":\"nope\""[..]);
    let at = bytes.windows(good.len()).position(|window| window == good).unwrap();
    bytes[at..at + good.len()].copy_from_slice(bad);
    std::fs::write(&path, bytes).unwrap();
    let found = desk.run(&["log", "verify"]).ended(1);
    assert!(
        found.out.contains("not as released") && found.out.contains("is not what was released"),
        "{found:#?}"
    );
    assert!(found.out.contains("the stored hashes are not those of the objects"), "{found:#?}");
}
