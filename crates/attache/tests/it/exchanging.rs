//! Two nodes: what one releases the other takes in, by a file; over the network see `following`.

use serde_json::Value;

use crate::{desk::Desk, releasing::sharing};

/// Two desks that know each other: one in Seoul with a released deployment, one in Kyiv without anything.
pub(crate) struct Pair {
    pub(crate) seoul: Desk,
    pub(crate) kyiv: Desk,
    pub(crate) claim: String,
}

fn tell(desk: &Desk, partner: &str) -> (String, String) {
    let shown = desk.run(&["partner", "show", partner, "--json"]).fine().json().remove(0);
    let text = |name: &str| shown["tell"][name].as_str().unwrap().to_owned();
    (text("identity"), text("verifier"))
}

pub(crate) fn pair() -> Pair {
    let (seoul, claim) = sharing();
    let kyiv = Desk::new();
    let add = ["partner", "add", "seoul-desk", "--name", "Seoul Desk", "--country", "KR"];
    kyiv.run(&[&["--originator", "Kyiv Monitoring Desk"][..], &add].concat()).fine();
    let (seoul_is, key) = tell(&seoul, "kyiv-desk");
    let (kyiv_is, _) = tell(&kyiv, "seoul-desk");
    seoul.run(&["partner", "set", "kyiv-desk", "--identity", &kyiv_is]).fine();
    kyiv.run(&["partner", "set", "seoul-desk", "--identity", &seoul_is, "--verifier", &key]).fine();
    let agree =
        ["partner", "agree", "kyiv-desk", "--ceiling", "amber", "--topics", "all", "--from", "2024-01-01"];
    seoul.run(&agree).fine();
    seoul.run(&["release", "--to", "kyiv-desk", &claim]).fine();
    Pair { seoul, kyiv, claim }
}

impl Pair {
    /// Carries a bundle over, and gives its path there.
    pub(crate) fn carried(&self, name: &str, more: &[&str]) -> String {
        self.seoul.run(&[&["bundle", "--to", "kyiv-desk", name][..], more].concat()).fine();
        let bytes = std::fs::read(self.seoul.path(name)).unwrap();
        self.kyiv.file(name, bytes).to_str().unwrap().to_owned()
    }

    pub(crate) fn import(&self, arguments: &[&str]) -> Value {
        let run = self.kyiv.run(&[&["import", "--json"][..], arguments].concat());
        assert_eq!(run.err, "", "{run:#?}");
        run.json().remove(0)
    }

    /// The standing of the claim in Kyiv.
    pub(crate) fn standing(&self) -> Option<String> {
        let shown = self.kyiv.run(&["show", &self.claim, "--json"]);
        if shown.code != 0 {
            return None;
        }
        shown.json().remove(0)["standing"].as_str().map(str::to_owned)
    }
}

#[test]
fn a_bundle_is_verified_taken_in_once_and_called_back() {
    let pair = pair();
    let file = pair.carried("one.bundle", &[]);
    let looked = pair.import(&[&file, "--dry-run"]);
    assert!(looked["arrived"]["new"].as_u64().unwrap() > 3, "{looked}");
    assert_eq!(pair.standing(), None, "a look records nothing");

    let told = pair.import(&[&file]);
    assert_eq!(told["partner"], "seoul-desk", "known by its key");
    assert_eq!(
        (&told["arrived"]["conflicting"], &told["received"]["fates"]["claim"]),
        (&0.into(), &1.into())
    );
    assert_eq!(pair.standing().as_deref(), Some("received"));
    let line = pair.kyiv.run(&["ask", "received", "--json"]).fine().json().remove(0);
    assert_eq!((&line["fate"], &line["partner"]), (&"claim".into(), &"seoul-desk".into()));
    assert!(pair.kyiv.run(&["ask", "received", "--refused"]).fine().err.contains("Nothing of that sort"));

    let again = pair.import(&[&file]);
    assert_eq!((&again["verdict"]["known"], &again["received"]["objects"]), (&true.into(), &0.into()));
    // The same objects as plain STIX: they lie there, byte for byte.
    let export = pair.seoul.run(&["export", "--stix", "--to", "kyiv-desk"]).fine().out;
    let plain = pair.kyiv.file("export.json", export).to_str().unwrap().to_owned();
    pair.kyiv.run(&["import", &plain]).ended(2);
    let known = pair.import(&[&plain, "--from", "seoul-desk"]);
    assert_eq!(
        (&known["arrived"]["new"], &known["arrived"]["conflicting"]),
        (&0.into(), &0.into()),
        "{known}"
    );

    pair.seoul.run(&["retract", &pair.claim, "--reason", "withdrawn"]).fine();
    let end = told["verdict"]["leaves"].to_string();
    let file = pair.carried("two.bundle", &["--since", &end]);
    assert_eq!(pair.import(&[&file])["received"]["fates"]["recalled"], 1);
    assert_eq!(pair.standing().as_deref(), Some("retracted"));
    pair.kyiv.run(&["db", "check"]).fine();
}

/// A third desk, with which all is agreed.
fn lviv(desk: &Desk) {
    desk.run(&["partner", "add", "lviv-desk", "--name", "Lviv Desk", "--country", "UA"]).fine();
    let agree =
        ["partner", "agree", "lviv-desk", "--ceiling", "amber", "--topics", "all", "--from", "2024-01-01"];
    desk.run(&agree).fine();
}

#[test]
fn what_came_in_goes_no_further_without_leave() {
    let pair = pair();
    let file = pair.carried("one.bundle", &[]);
    pair.import(&[&file]);
    let desk = &pair.kyiv;
    desk.run(&["review", "--accept", &pair.claim]).fine();
    lviv(desk);
    let release = ["release", "--to", "lviv-desk", "--width", "300", &pair.claim];
    let told = desk.run(&release).ended(1);
    assert!(told.out.contains("Seoul Desk"), "whose leave is needed: {}", told.out);
    let leave = ["partner", "leave", &pair.claim, "--to", "lviv-desk", "--reason", "by mail of today"];
    desk.run(&leave).fine();
    desk.run(&release).fine();
    let shown = desk.run(&["show", &pair.claim, "--json"]).fine().out;
    assert!(shown.contains("Seoul Desk"), "it keeps its originator: {shown}");
}

#[test]
fn a_bundle_that_was_altered_or_is_for_another_is_refused_as_a_whole() {
    let pair = pair();
    let file = pair.carried("one.bundle", &[]);
    let text = std::fs::read_to_string(&file).unwrap();
    let altered = pair.kyiv.file("altered", text.replace("10,000", "90,000"));
    let refused = pair.kyiv.run(&["import", altered.to_str().unwrap()]).ended(1);
    assert!(refused.err.contains("altered after it was signed"), "{}", refused.err);
    let cut = pair.kyiv.file("cut", &text.as_bytes()[..text.len() / 2]);
    pair.kyiv.run(&["import", cut.to_str().unwrap()]).ended(2);
    let third = Desk::new();
    third.run(&["partner", "add", "seoul-desk", "--name", "Seoul Desk", "--originator", "Third Desk"]).fine();
    let (_, key) = tell(&pair.seoul, "kyiv-desk");
    third.run(&["partner", "set", "seoul-desk", "--verifier", &key]).fine();
    let refused = third.run(&["import", &file]).ended(1);
    assert!(refused.err.contains("not for us"), "{}", refused.err);
    assert_eq!(pair.standing(), None);
    assert!(pair.kyiv.run(&["ask", "received", "--json"]).fine().out.is_empty());
}

#[test]
fn an_encrypted_bundle_opens_with_the_key() {
    use age::secrecy::ExposeSecret as _;
    let pair = pair();
    let identity = age::x25519::Identity::generate();
    let file = pair.carried("sealed.bundle", &["--recipient", &identity.to_public().to_string()]);
    let key = pair.kyiv.file("key.txt", identity.to_string().expose_secret());
    let other = age::x25519::Identity::generate();
    let wrong = pair.kyiv.file("wrong.txt", other.to_string().expose_secret());
    assert!(pair.kyiv.run(&["import", &file]).ended(2).err.contains("--identity"));
    let refused = pair.kyiv.run(&["import", &file, "--identity", wrong.to_str().unwrap()]).ended(1);
    assert!(refused.err.contains("cannot be decrypted"), "{}", refused.err);
    let told = pair.import(&[&file, "--identity", key.to_str().unwrap()]);
    assert_eq!((&told["encrypted"], &told["received"]["fates"]["claim"]), (&true.into(), &1.into()));
}

#[test]
fn a_marking_that_nobody_here_can_read_withholds() {
    let pair = pair();
    let export = pair.seoul.run(&["export", "--stix", "--to", "kyiv-desk"]).fine().out;
    let mut bundle: Value = serde_json::from_str(&export).unwrap();
    let unknown = "marking-definition--7c9a0d3e-5a0b-4c57-9a43-0c2f7d6b3a11";
    let objects = bundle["objects"].as_array_mut().unwrap();
    let note = objects.iter_mut().find(|object| object["type"] == "note").unwrap();
    note["object_marking_refs"].as_array_mut().unwrap().push(unknown.into());
    let file = pair.kyiv.file("marked.json", bundle.to_string());
    let file = file.to_str().unwrap();
    assert_eq!(pair.import(&[file, "--from", "seoul-desk"])["received"]["fates"]["waiting"], 1);
    let line = pair.kyiv.run(&["ask", "received", "--unread", "--json"]).fine().json().remove(0);
    assert!(line["reason"].as_str().unwrap().contains(unknown), "{line}");
    // Its definition comes, in a form that says nothing to us.
    let definition = serde_json::json!({
        "type": "marking-definition", "spec_version": "2.1", "id": unknown,
        "created": "2024-01-01T00:00:00.000Z", "definition_type": "statement",
        "definition": { "statement": "for the committee only" },
    });
    let later = pair.kyiv.file("later.json", definition.to_string());
    let told = pair.import(&[later.to_str().unwrap(), "--from", "seoul-desk"]);
    assert_eq!(told["received"]["fates"]["claim"], 1, "{told}");
    let desk = &pair.kyiv;
    lviv(desk);
    desk.run(&["partner", "leave", &pair.claim, "--to", "lviv-desk", "--reason", "by mail"]).fine();
    let withheld = desk.run(&["release", "--to", "lviv-desk", "--width", "300", &pair.claim]).ended(1);
    assert!(withheld.out.contains("a marking that is not known"), "{}", withheld.out);
}
