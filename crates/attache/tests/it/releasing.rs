//! `partner`, `release`, `ask released`: what goes to whom, and how it is called back.

use serde_json::Value;

use crate::desk::Desk;

/// A desk with an accepted deployment that is marked for Ukraine, and one partner there.
pub(crate) fn sharing() -> (Desk, String) {
    let desk = Desk::with_report();
    let id = desk.ids("deployment").remove(0);
    let ours = ["--originator", "Seoul Desk"];
    let add = ["partner", "add", "kyiv-desk", "--name", "Kyiv Monitoring Desk", "--country", "UA"];
    desk.run(&[&ours[..], &add[..]].concat()).fine();
    desk.run(&["review", "--accept", &id]).fine();
    desk.run(&["mark", &id, "--tlp", "amber", "--releasable-to", "UA"]).fine();
    (desk, id)
}

fn agreed(desk: &Desk, more: &[&str]) {
    let agree =
        ["partner", "agree", "kyiv-desk", "--ceiling", "amber", "--topics", "all", "--from", "2024-01-01"];
    desk.run(&[&agree[..], more].concat()).fine();
}

fn release(desk: &Desk, more: &[&str]) -> Value {
    let run = desk.run(&[&["release", "--to", "kyiv-desk", "--json"][..], more].concat());
    run.json().remove(0)
}

fn out(desk: &Desk) -> Vec<Value> {
    desk.run(&["ask", "released", "--to", "kyiv-desk", "--json"]).fine().json()
}

#[test]
fn nothing_goes_out_without_an_agreement_and_a_name_on_the_list() {
    let (desk, id) = sharing();
    let told = desk.run(&["release", "--to", "kyiv-desk", "--width", "200", &id]).ended(1);
    assert!(told.out.contains("there is no agreement with this"), "{}", told.out);
    agreed(&desk, &[]);
    let other = desk.ids("transfer").remove(0);
    desk.run(&["review", "--accept", &other]).fine();
    let told = desk.run(&["release", "--to", "kyiv-desk", "--preview"]).fine().out;
    assert!(told.contains("1 object would go out; 1 withheld, 0 out already"), "{told}");
    assert!(told.contains("it is not releasable to kyiv-desk"), "{told}");
    assert!(out(&desk).is_empty(), "a preview records nothing");
    let went = release(&desk, &[&id]);
    assert_eq!(went["decision"], "released");
    assert_eq!(release(&desk, &[&id])["decision"], "out-already");
    let line = out(&desk).remove(0);
    assert_eq!(line["release"]["object"], went["object"]);
    assert_eq!(line["release"]["marking"]["releasable_to"], serde_json::json!(["UA"]));
    assert_eq!((line["leaf"].as_u64(), line["fetched"].as_array().unwrap().len()).1, 0);
    desk.run(&["db", "check"]).fine();
}

#[test]
fn a_preview_shows_the_very_bytes() {
    let (desk, id) = sharing();
    agreed(&desk, &[]);
    let shown = release(&desk, &["--preview", &id]);
    assert_eq!(shown["decision"], "would-release");
    let entries = shown["entries"].as_array().unwrap();
    let said = entries.iter().find(|entry| entry["object"] == shown["object"]).unwrap();
    assert!(said["bytes"].as_str().unwrap().contains("10,000"));
    let text = desk.run(&["release", "--to", "kyiv-desk", "--preview", &id]).fine().out;
    // Ids and versions of notes follow from the time of release.
    assert!(
        text.contains("\nnote--") && text.contains("\"type\": \"note\"") && text.contains("10,000"),
        "{text}"
    );
}

#[test]
fn a_change_reaches_whoever_has_it() {
    let (desk, id) = sharing();
    agreed(&desk, &[]);
    release(&desk, &[&id]);
    let corrected =
        desk.run(&["review", "--correct", &id, "--set", "figure=>11000 troops", "--reason", "new copy"]);
    assert!(corrected.fine().out.contains("sent anew to kyiv-desk"));
    assert_eq!(out(&desk).len(), 2, "two versions of one object");
    let narrowed = desk.run(&["mark", &id, "--releasable-to", "KR"]).fine().out;
    assert!(narrowed.contains("called back from kyiv-desk"), "{narrowed}");
    assert!(
        out(&desk).iter().all(|line| line["withdrawn"]["reason"].as_str().unwrap().contains("releasable"))
    );
    desk.run(&["mark", &id, "--releasable-to", "UA"]).fine();
    let all = desk.run(&["release", "--to", "kyiv-desk"]).fine().out;
    assert!(all.contains("called back once"), "{all}");
    let again = release(&desk, &[&id]);
    assert_eq!(again["decision"], "released");
    assert_ne!(again["object"], out(&desk)[0]["release"]["object"], "revoking is for ever");
    let retracted =
        desk.run(&["retract", &id, "--reason", "a canary reason", "--json"]).fine().json().remove(0);
    assert_eq!(retracted["recalled"][0]["object"], again["object"]);
    desk.run(&["db", "check"]).fine();
}

#[test]
fn the_end_of_an_agreement_calls_everything_back_and_a_suspension_does_not() {
    let (desk, id) = sharing();
    agreed(&desk, &[]);
    release(&desk, &[&id]);
    let rests = desk.run(&["partner", "suspend", "kyiv-desk", "--reason", "a lost laptop"]).fine().out;
    assert!(!rests.contains("called back"), "{rests}");
    desk.run(&["grade", "claim", &id, "2"]).fine();
    assert_eq!(out(&desk).len(), 1, "nothing is told to whom exchange rests with");
    let goes_on = desk.run(&["partner", "resume", "kyiv-desk", "--reason", "found"]).fine().out;
    assert!(goes_on.contains("sent anew to kyiv-desk"), "{goes_on}");
    let ended = desk.run(&["partner", "end", "kyiv-desk", "--reason", "over"]).fine().out;
    assert!(ended.contains("called back from kyiv-desk") && ended.contains("no agreement"), "{ended}");
    desk.run(&["partner", "end", "kyiv-desk", "--reason", "over"]).ended(1);
}

#[test]
fn two_persons_where_the_agreement_asks_for_them() {
    let (desk, id) = sharing();
    agreed(&desk, &["--two-persons"]);
    let alone = desk.run(&["release", "--to", "kyiv-desk", &id]).ended(1);
    assert!(
        alone.out.contains("a second person must confirm it") && alone.out.contains("--propose"),
        "{alone:#?}"
    );
    assert_eq!(release(&desk, &["--propose", &id])["decision"], "proposed");
    let waiting = desk.run(&["release", "--to", "kyiv-desk", "--confirm"]).fine().out;
    assert!(waiting.contains("by ana") && waiting.contains(&id), "{waiting}");
    let same = desk.run(&["release", "--to", "kyiv-desk", "--confirm", &id]).ended(1);
    assert!(same.err.contains("cannot confirm it"), "{}", same.err);
    desk.run(&["mark", &id, "--tlp", "green"]).fine();
    let fell = desk.run(&["release", "--to", "kyiv-desk", "--confirm", &id, "--as", "ben"]).ended(1);
    assert!(fell.err.contains("nobody proposed"), "{}", fell.err);
    release(&desk, &["--propose", &id]);
    assert_eq!(release(&desk, &["--confirm", &id, "--as", "ben"])["decision"], "released");
    assert_eq!(out(&desk)[0]["release"]["persons"], serde_json::json!(["ana", "ben"]));
    release(&desk, &["--withdraw", &id, "--reason", "sent by mistake"]);
    assert_eq!(out(&desk)[0]["withdrawn"]["reason"], "sent by mistake");
    release(&desk, &["--propose", &id]);
    desk.run(&["release", "--to", "kyiv-desk", "--drop", &id, "--reason", "no"]).fine();
    assert!(desk.run(&["release", "--to", "kyiv-desk", "--confirm"]).fine().out.contains("No proposal"));
}

#[test]
fn partners_are_listed_and_secrets_are_shown_once() {
    let (desk, _) = sharing();
    agreed(&desk, &[]);
    let twice = desk.run(&["partner", "add", "kyiv-desk", "--name", "x"]).ended(1);
    assert!(twice.err.contains("is a partner already"), "{}", twice.err);
    let token = desk.run(&["partner", "token", "kyiv-desk"]).fine().out.trim().to_owned();
    desk.run_with(&["partner", "password", "kyiv-desk", "--stdin"], b"correct horse battery\n").fine();
    let shown = desk.run(&["partner", "show", "kyiv-desk"]).fine().out;
    assert!(shown.contains("/taxii2/") && shown.contains("what you send it"), "{shown}");
    let row = desk.run(&["partner", "list", "--json"]).fine().json().remove(0);
    assert_eq!(row["credentials"].as_array().unwrap().len(), 2);
    assert_eq!(row["standing"], "active");
    let rotated = desk.run(&["partner", "rotate", "kyiv-desk"]).fine();
    assert!(rotated.err.contains("2 credentials of kyiv-desk revoked") && rotated.out.trim() != token);
    for bad in ["Kyiv", "two words"] {
        desk.run(&["partner", "add", bad, "--name", "x"]).ended(2);
    }
    assert!(desk.run(&["partner", "token", "nobody"]).ended(1).err.contains("no partner is called nobody"));
}

#[test]
fn a_tear_line_names_nothing_withheld_and_is_refused_where_it_does() {
    let (desk, id) = sharing();
    agreed(&desk, &[]);
    desk.run(&["mark", &id, "--releasable-to", "nobody"]).fine();
    let tear = [
        "--tear-line",
        "--tlp",
        "green",
        "--releasable-to",
        "UA",
        "--keep",
        "figures,items,parties,date=month",
    ];
    let leaking = ["release", "--to", "kyiv-desk", &id, "--text", "South Korea's defence ministry says so."];
    let refused = desk.run(&[&leaking[..], &tear[..]].concat()).ended(1);
    assert!(refused.err.contains("names what is withheld"), "{}", refused.err);
    let unknown =
        ["release", "--to", "kyiv-desk", &id, "--tear-line", "--tlp", "green", "--releasable-to", "Kyiv"];
    assert!(desk.run(&unknown).ended(1).err.contains("nobody is meant by"));
    let went = release(&desk, &[&[id.as_str()][..], &tear[..]].concat());
    assert_eq!((went["decision"].as_str(), went["form"].as_str()), (Some("released"), Some("tear-line")));
    let shown = desk.run(&["ask", "released", &id]).fine().out;
    assert!(shown.contains("tear-line"), "{shown}");
    let line = out(&desk).remove(0);
    assert_eq!(line["release"]["object"], went["object"]);
    let recalled = desk.run(&["retract", &id, "--reason", "withdrawn"]).fine().out;
    assert!(recalled.contains("called back from kyiv-desk"), "{recalled}");
}

#[test]
fn what_went_can_be_verified_and_proven() {
    let (desk, id) = sharing();
    agreed(&desk, &[]);
    let to = ["--to", "kyiv-desk"];
    let started = desk.run(&[&["log", "checkpoint"][..], &to[..]].concat()).fine().out;
    desk.file("start.checkpoint", started);
    release(&desk, &[&id]);
    let good = desk.run(&["log", "verify"]).fine().out;
    assert!(good.contains("kyiv-desk: ") && good.contains("as released"), "{good}");
    desk.run(&[&["log", "verify", "--checkpoint", "start.checkpoint"][..], &to[..]].concat()).fine();
    let later = desk.run(&[&["log", "checkpoint"][..], &to[..]].concat()).fine().out;
    desk.file("later.checkpoint", &later);
    desk.run(&["mark", &id, "--tlp", "green"]).fine();
    desk.run(&[&["log", "verify", "--checkpoint", "later.checkpoint"][..], &to[..]].concat()).fine();
    let proof = desk.run(&[&["log", "prove", &id][..], &to[..]].concat()).fine().out;
    desk.file("given.tlog-proof", &proof);
    let shown = desk.run(&["partner", "show", "kyiv-desk", "--json"]).fine().json().remove(0);
    let key = shown["tell"]["verifier"].as_str().unwrap();
    let checked =
        desk.run(&["log", "check", "given.tlog-proof", "--verifier", key, "--json"]).fine().json().remove(0);
    assert!(checked["object"].as_str().unwrap().contains("10,000"));
    desk.file("forged.tlog-proof", proof.replacen("index ", "index 1", 1));
    desk.run(&["log", "check", "forged.tlog-proof", "--verifier", key]).ended(1);
    desk.run(&["log", "check", "given.tlog-proof", "--verifier", "x"]).ended(2);
    let other = desk.ids("transfer").remove(0);
    assert!(desk.run(&[&["log", "prove", &other][..], &to[..]].concat()).ended(1).err.contains("nothing of"));
}
