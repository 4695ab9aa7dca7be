//! Positions through time, with the changes marked.

use attache_core::{
    claim_state::ClaimState,
    id::ClaimId,
    position_change::{PositionChange, PositionTrack, Reason, Rung, Stand, ToldChange, stated},
};
use serde_json::json;
use strum::VariantArray as _;

use crate::{
    answer,
    asking::{Grades, Row},
    failure::Failure,
    palette::{self, styled},
    screen::Screen,
    table::{Grid, Look},
    visible::visible_line,
    wording,
};

/// Prints each actor's positions on each topic, earliest first.
pub(crate) fn print(
    screen: &mut Screen,
    tracks: &[PositionTrack<'_>],
    grades: &Grades,
) -> Result<(), Failure> {
    for (at, track) in tracks.iter().enumerate() {
        if at > 0 {
            screen.line("")?;
        }
        let slug = styled(palette::FAINT, &visible_line(&track.slug()));
        screen.wrapped("", &format!("{}  {slug}", styled(palette::HEADING, &title(track))))?;
        let lines: Vec<String> = grid(screen, track, grades).lines().collect();
        lines.into_iter().try_for_each(|line| screen.line(line))?;
        for change in &track.changes {
            screen.wrapped("", &styled(palette::NOTICE, &sentence(track, change)))?;
        }
        for change in &track.told {
            screen.wrapped("", &styled(palette::NOTICE, &told(change)))?;
        }
    }
    legend(screen)
}

/// What the bars mean.
fn legend(screen: &mut Screen) -> Result<(), Failure> {
    let rungs = Rung::VARIANTS.iter().map(|rung| wording::stand(Stand::On(*rung)));
    let ladder = rungs.collect::<Vec<_>>().join(" · ");
    screen.line("")?;
    screen.wrapped(
        "",
        &styled(
            palette::FAINT,
            &format!("■ a rung: {ladder}. Without a bar: beside the ladder (denied, no comment, or not said where)."),
        ),
    )
}

/// The rungs up to where a claim puts its actor, and the name of the place: "■■□□□□" and "not considered".
fn standing(state: &ClaimState) -> (Option<String>, String) {
    let stand = Stand::of(&state.body);
    let bar = |rung: Rung| {
        let reached = |one: &Rung| if *one <= rung { '■' } else { '□' };
        Rung::VARIANTS.iter().map(reached).collect::<String>()
    };
    let name = match stand {
        // The line below the table tells of the change.
        Stand::Changed => "changed".to_owned(),
        _ => wording::stand_of(&state.body),
    };
    (stand.rung().map(bar), name)
}

/// "South Korea on weapons and ammunition, towards Ukraine".
fn title(track: &PositionTrack<'_>) -> String {
    let actor = track.actor.map_or("Actor not named", |actor| actor.name.as_str());
    let towards = track.counterpart.map(|to| format!(", towards {}", to.name)).unwrap_or_default();
    visible_line(&format!("{actor} on {}{towards}", track.subject.words()))
}

fn grid(screen: &Screen, track: &PositionTrack<'_>, grades: &Grades) -> Grid {
    let roomy = screen.width() >= answer::ROOMY;
    let mut headings = vec![("Stated", Some(12)), ("Position", Some(18)), ("In which words", None)];
    if roomy {
        headings.push(("On whose word", Some(30)));
    }
    headings.push(("Claim", Some(12)));
    let mut grid = Grid::new(screen, &headings);
    for state in &track.positions {
        let changed = track.changes.iter().any(|change| change.later == state.id);
        let (bar, name) = standing(state);
        let name = if changed { format!("▲ {name}") } else { name };
        let put = bar.into_iter().chain([name]).collect::<Vec<_>>().join("\n");
        let mut row = vec![
            (stated(&state.body).map_or("undated".to_owned(), |day| day.to_string()), Look::Plain),
            (put, if changed { Look::Notice } else { Look::Plain }),
        ];
        if roomy {
            row.push((words(state), Look::Plain));
            row.push((answer::chain(state), Look::Plain));
        } else {
            row.push((format!("{}\n— {}", words(state), answer::chain(state)), Look::Plain));
        }
        row.push((answer::id_and_grade(state, grades), Look::Faint));
        grid.row(row);
    }
    grid
}

fn words(state: &ClaimState) -> String {
    visible_line(&format!("“{}”", wording::content(&state.body, 140)))
}

/// A change as a sentence with its evidence.
fn sentence(track: &PositionTrack<'_>, change: &PositionChange) -> String {
    let day = |id: ClaimId| {
        let state = track.positions.iter().find(|state| state.id == id);
        let day = state.and_then(|state| stated(&state.body));
        day.map_or("an unknown day".to_owned(), |day| day.to_string())
    };
    format!(
        "▲ changed between {} and {}: {} → {} (claims {}, {}; reported by {}){}",
        day(change.earlier),
        day(change.later),
        wording::stand(change.stood),
        wording::stand(change.stands),
        change.earlier.short(),
        change.later.short(),
        visible_line(&change.reported_by.to_string()),
        why(change.reason.as_ref()),
    )
}

/// A claim that tells of a change itself, as a sentence.
fn told(change: &ToldChange) -> String {
    format!(
        "▲ told to have changed (claim {}, reported by {}){}",
        change.claim.short(),
        visible_line(&change.reported_by.to_string()),
        why(change.reason.as_ref()),
    )
}

/// The stated reason, with the claim that stands there.
fn why(reason: Option<&Reason>) -> String {
    let Some(reason) = reason else { return String::new() };
    let claim = reason.claim.map(|claim| format!(" (claim {})", claim.short())).unwrap_or_default();
    format!("; reason given: “{}”{claim}", visible_line(&reason.words))
}

/// The same for programs, one object a line: each position with the change that it makes, if any.
pub(crate) fn print_json(
    screen: &mut Screen,
    tracks: &[PositionTrack<'_>],
    grades: &Grades,
) -> Result<(), Failure> {
    for track in tracks {
        for state in &track.positions {
            let grade = grades.of(state);
            let mut row = serde_json::to_value(Row::new(state, &grade).held_against(grades))
                .map_err(|cause| Failure::Output(cause.into()))?;
            let change = track.changes.iter().find(|change| change.later == state.id);
            if let Some(object) = row.as_object_mut() {
                object.insert("topic".into(), json!(title(track)));
                object.insert("stated".into(), json!(stated(&state.body)));
                object.insert("topic_slug".into(), json!(track.slug()));
                object.insert("stand".into(), json!(Stand::of(&state.body).to_string()));
                object.insert("change".into(), json!(change.map(in_json)));
                let told = track.told.iter().find(|told| told.claim == state.id);
                object.insert(
                    "tells_change".into(),
                    json!(told.map(|told| json!({"reason": reason_in_json(told.reason.as_ref())}))),
                );
                if let Some(change) = change {
                    object.insert("evidence".into(), json!([change.earlier, state.id]));
                }
            }
            screen.json(&row)?;
        }
    }
    Ok(())
}

fn in_json(change: &PositionChange) -> serde_json::Value {
    json!({
        "earlier": change.earlier,
        "from": change.from,
        "to": change.to,
        "stood": change.stood.to_string(),
        "stands": change.stands.to_string(),
        "reason": reason_in_json(change.reason.as_ref()),
        "reported_by": change.reported_by,
    })
}

fn reason_in_json(reason: Option<&Reason>) -> serde_json::Value {
    json!(reason.map(|reason| json!({"words": reason.words, "claim": reason.claim})))
}
