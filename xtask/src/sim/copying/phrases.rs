//! What sentences that claim nothing are made of. Each row holds three ways of putting the same.
//!
//! No phrase has more than four words, so that a run of five always reaches over two of them, and two authors share one
//! by chance only.

/// A thing put in three ways.
pub(super) type Ways = [&'static str; 3];

/// When.
pub(super) const WHEN: [Ways; 16] = [
    ["early in the morning", "before dawn", "at first light"],
    ["late in the evening", "after dark", "once night fell"],
    ["for several weeks", "over recent weeks", "these past weeks"],
    ["since the spring", "from spring on", "ever since April"],
    ["during the storm", "while it rained", "in heavy rain"],
    ["by noon", "around midday", "towards lunchtime"],
    ["on market day", "as stalls opened", "when traders gathered"],
    ["in the dry season", "in the hot months", "when rivers ran low"],
    ["without warning", "all of a sudden", "quite unexpectedly"],
    ["once again", "for another time", "yet again"],
    ["after the holidays", "when holidays ended", "past the festival"],
    ["at the weekend", "on both free days", "from Saturday onwards"],
    ["hour after hour", "through long hours", "all day long"],
    ["with some delay", "later than planned", "behind schedule"],
    ["as winter neared", "before the frost", "ahead of winter"],
    ["between two shifts", "during shift change", "when crews changed"],
];

/// Who.
pub(super) const WHO: [Ways; 28] = [
    ["harbour workers", "dock hands", "port labourers"],
    ["two ferry crews", "sailors of two ferries", "two ferry teams"],
    ["the town council", "local councillors", "the municipal board"],
    ["railway engineers", "track engineers", "the rail technicians"],
    ["farmers nearby", "growers of the valley", "people who farm there"],
    ["a choir of pupils", "singing schoolchildren", "the school choir"],
    ["truck drivers", "haulers", "men behind the wheel"],
    ["the only baker", "a lone baker", "one bakery"],
    ["retired teachers", "former schoolmasters", "teachers long retired"],
    ["visitors from abroad", "foreign guests", "travellers from afar"],
    ["the fire brigade", "firefighters", "a fire crew"],
    ["customs clerks", "clerks at customs", "the toll staff"],
    ["students of geology", "young geologists", "a geology class"],
    ["several shopkeepers", "owners of shops", "a few merchants"],
    ["the weather office", "forecasters", "meteorologists"],
    ["hikers", "people on foot", "walkers"],
    ["a volunteer group", "some volunteers", "unpaid helpers"],
    ["nurses on leave", "off-duty nurses", "hospital staff resting"],
    ["the chess club", "keen chess players", "members at chess"],
    ["bus passengers", "riders of the bus", "people aboard buses"],
    ["village elders", "the oldest villagers", "seniors of the hamlet"],
    ["a film crew", "camera people", "the filming team"],
    ["bridge inspectors", "men inspecting bridges", "the bridge examiners"],
    ["beekeepers", "owners of hives", "honey makers"],
    ["the post office", "mail carriers", "postal staff"],
    ["young fishermen", "fishers in their twenties", "the youngest anglers"],
    ["librarians", "the library team", "keepers of books"],
    ["an orchestra", "many musicians", "the symphony players"],
];

/// Did what.
pub(super) const DID: [Ways; 26] = [
    ["repainted", "put fresh paint on", "gave new colour to"],
    ["counted", "kept a tally of", "added up"],
    ["closed off", "fenced in", "shut away"],
    ["walked past", "strolled by", "passed on foot"],
    ["photographed", "took pictures of", "caught on film"],
    ["repaired", "mended", "fixed up"],
    ["argued about", "quarrelled over", "debated at length"],
    ["waited beside", "stood idle near", "lingered at"],
    ["swept", "cleaned with brooms", "brushed clean"],
    ["looked after", "cared for", "kept watch over"],
    ["sang about", "made songs on", "put to music"],
    ["measured", "took the length of", "surveyed"],
    ["admired", "marvelled at", "gazed upon"],
    ["ignored", "paid no heed to", "took no notice of"],
    ["uncovered", "laid bare", "brought to light"],
    ["insured", "took out cover for", "bought protection for"],
    ["rebuilt", "raised anew", "put up again"],
    ["drew maps of", "charted", "sketched"],
    ["praised", "spoke well of", "lauded"],
    ["watered", "poured water over", "sprinkled"],
    ["guarded", "stood watch at", "kept safe"],
    ["remembered", "thought back to", "recalled"],
    ["lit up", "shone lamps on", "illuminated"],
    ["numbered", "put figures on", "marked in order"],
    ["decorated", "hung garlands on", "adorned"],
    ["laughed about", "joked over", "made fun of"],
];

/// To what.
pub(super) const WHAT: [Ways; 28] = [
    ["the old lighthouse", "an ageing beacon", "that weathered light tower"],
    ["a row of lindens", "lindens in a line", "the linden avenue"],
    ["empty market stalls", "stalls without goods", "vacant booths"],
    ["the narrow canal", "a slim waterway", "the thin channel"],
    ["wooden benches", "seats of wood", "the timber benches"],
    ["a rusty weathervane", "the corroded weathercock", "one vane gone rusty"],
    ["stone steps", "stairs of stone", "the granite stairway"],
    ["crates of apples", "boxed apples", "apple crates"],
    ["the post road", "a mail route", "the former mail road"],
    ["a garden wall", "walls round gardens", "the orchard wall"],
    ["the ferry timetable", "sailing times", "a list of ferries"],
    ["broken street lamps", "lamps out of order", "dark lanterns"],
    ["the town clock", "a clock above town", "that public timepiece"],
    ["piles of gravel", "gravel in heaps", "mounds of pebbles"],
    ["the school yard", "a playground", "the pupils' courtyard"],
    ["carved doors", "doors with carvings", "ornate portals"],
    ["a stack of pallets", "piled pallets", "pallets in a stack"],
    ["the tide tables", "records of the tide", "a chart of tides"],
    ["loose shingles", "tiles come loose", "slipping roof tiles"],
    ["the bell tower", "a tower with bells", "the campanile"],
    ["paper lanterns", "lanterns of paper", "lampions"],
    ["a ditch of nettles", "nettles by a ditch", "the nettle ditch"],
    ["copper kettles", "kettles of copper", "the coppersmith's pots"],
    ["the tram depot", "a shed for trams", "the streetcar yard"],
    ["marble statues", "statues of marble", "figures in marble"],
    ["a row of hives", "hives in a row", "the lined-up hives"],
    ["the public pool", "a bathing pool", "the swimming baths"],
    ["fading posters", "posters gone pale", "bleached placards"],
];

/// Where.
pub(super) const WHERE: [Ways; 20] = [
    ["by the river", "along the stream", "on the bank"],
    ["near the station", "close to the trains", "beside the platform"],
    ["on the northern side", "to the north", "at the northern end"],
    ["behind the church", "at the chapel's rear", "back of the church"],
    ["in the old quarter", "among ancient lanes", "downtown"],
    ["under the bridge", "below the arches", "beneath the span"],
    ["at the crossroads", "where roads meet", "by the junction"],
    ["up the hill", "on higher ground", "above the valley"],
    ["outside the gates", "beyond the gate", "in front of gates"],
    ["across the square", "over the plaza", "round the piazza"],
    ["near the mill", "by the watermill", "close to the millwheel"],
    ["inside the hall", "within the hall", "under the hall's roof"],
    ["along the shore", "by the water's edge", "on the beach"],
    ["past the orchard", "behind fruit trees", "beyond the orchard"],
    ["next to the museum", "at the museum", "by the gallery"],
    ["in the suburbs", "on the outskirts", "away from the centre"],
    ["by the quarry", "at the pit's rim", "near the stone pit"],
    ["beneath tall pines", "under the pines", "in pine shade"],
    ["at the terminus", "where lines end", "by the last stop"],
    ["on the island", "out on the isle", "across on the islet"],
];

/// First halves of what people say who explain nothing.
pub(super) const SAYING: [&str; 16] = [
    "nobody here expected such a summer",
    "one learns to live with the noise",
    "the roads were never built for that",
    "my grandmother would have shaken her head",
    "we sleep badly and rise early",
    "the dogs bark at every shadow now",
    "it is quieter than the papers think",
    "children ask questions we cannot answer",
    "every spring brings another rumour",
    "the sea keeps what it is given",
    "there are days when the mist decides",
    "a fence is only as good as its gate",
    "old maps are wrong about this coast",
    "you hear engines long before the light",
    "no bread was left by seven",
    "the bell has not rung since March",
];

/// Second halves.
pub(super) const SAYING_ON: [&str; 12] = [
    "and still the trains leave on time",
    "but we keep the lamps burning all the same",
    "so we count the days as they come",
    "though the harvest was better than most",
    "and that is all there is to say about it",
    "while the young ones dream of the city",
    "because somebody has to mind the bees",
    "until the wind turns and all is forgotten",
    "as if the river had changed its mind",
    "and the neighbours nod without a word",
    "yet the kettle is always on for guests",
    "for which I blame nobody but the weather",
];

#[cfg(test)]
mod tests {
    use super::{DID, WHAT, WHEN, WHERE, WHO};

    #[test]
    fn a_phrase_is_too_short_to_be_a_shingle_by_itself() {
        for way in [&WHEN[..], &WHO, &DID, &WHAT, &WHERE].into_iter().flatten().flatten() {
            assert!(way.split_whitespace().count() <= 4, "{way}");
        }
    }
}
