//! Chains as lines of JSON: what `sanad chain` reads and prints. Names stand for indices here,
//! and every list is sorted by name, so that two runs can be compared line by line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::analysis::{Standing, analyse};
use super::graph::{Edge, Graph, Node};
use super::words::{Basis, HopKind, HopState};

/// The name of a graph or a mention: a number or a text, given back as it came.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Name {
    /// A whole number. Numbers sort before texts.
    Number(i64),
    /// Any text.
    Text(String),
}

impl std::fmt::Display for Name {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(out, "{number}"),
            Self::Text(text) => write!(out, "{text:?}"),
        }
    }
}

/// One chain as it is read. What is absent is unknown; a word that is in none of the lists is an
/// error that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainRecord {
    /// The chain's name, given back with the analysis.
    #[serde(default)]
    pub id: Option<Name>,
    /// The mentions, in any order.
    #[serde(default)]
    pub mentions: Vec<MentionRecord>,
    /// The hops, in any order.
    #[serde(default)]
    pub hops: Vec<HopRecord>,
}

/// One mention as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionRecord {
    /// Its name, once in a chain.
    pub id: Name,
    /// The outlet.
    #[serde(default)]
    pub outlet: Option<String>,
    /// The outlet's publisher family.
    #[serde(default)]
    pub family: Option<String>,
    /// The wire agency credited.
    #[serde(default)]
    pub wire: Option<String>,
    /// How it had the words.
    #[serde(default)]
    pub basis: Option<Basis>,
    /// When it was published.
    #[serde(default)]
    pub published: Option<String>,
    /// Whether it is what readers saw.
    #[serde(default)]
    pub read: Option<bool>,
}

/// One hop as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HopRecord {
    /// The mention that took the words.
    pub down: Name,
    /// The mention they were taken from.
    pub up: Name,
    /// What was done with them. The analysis does not depend on it.
    #[serde(default)]
    pub kind: Option<HopKind>,
    /// How sure it is. Only what is said to be verified counts as verified.
    #[serde(default)]
    pub state: Option<HopState>,
}

/// The analysis as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnalysisRecord {
    /// The chain's name as it came.
    pub id: Option<Name>,
    /// First-hand roots.
    pub origins: Vec<Name>,
    /// Roots that are not first-hand.
    pub gaps: Vec<Name>,
    /// Number of independent origins.
    pub independent: usize,
    /// Choke points.
    pub chokes: Vec<Name>,
    /// Loops.
    pub loops: Vec<Vec<Name>>,
    /// How well the chain is traced.
    pub standing: Standing,
}

/// Why a chain cannot be read although its JSON can.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Two mentions have the same name.
    #[error("mention {0} is there twice")]
    Twice(Name),
    /// A hop names a mention that is not in the list.
    #[error("a hop names mention {0}, which is not in the list")]
    Missing(Name),
}

impl ChainRecord {
    /// The graph, mentions and hops in the order of the record.
    pub fn graph(&self) -> Result<Graph, RecordError> {
        let mut places = BTreeMap::new();
        for (place, mention) in self.mentions.iter().enumerate() {
            if places.insert(&mention.id, place).is_some() {
                return Err(RecordError::Twice(mention.id.clone()));
            }
        }
        let place = |name: &Name| places.get(name).copied().ok_or_else(|| RecordError::Missing(name.clone()));
        let edges = self
            .hops
            .iter()
            .map(|hop| {
                Ok(Edge {
                    down: place(&hop.down)?,
                    up: place(&hop.up)?,
                    kind: hop.kind.unwrap_or(HopKind::Quotes),
                    state: hop.state.unwrap_or(HopState::Asserted),
                })
            })
            .collect::<Result<Vec<Edge>, RecordError>>()?;
        let nodes = self
            .mentions
            .iter()
            .map(|mention| Node {
                key: mention.id.to_string(),
                outlet: mention.outlet.clone(),
                family: mention.family.clone(),
                wire: mention.wire.clone(),
                basis: mention.basis,
                published: mention.published.clone(),
                read: mention.read.unwrap_or(false),
            })
            .collect();
        Ok(Graph::new(nodes, edges))
    }

    /// The analysis by name.
    pub fn analyse(&self) -> Result<AnalysisRecord, RecordError> {
        let analysis = analyse(&self.graph()?);
        let names = |list: &[usize]| {
            let mut names: Vec<Name> = list.iter().map(|&v| self.mentions[v].id.clone()).collect();
            names.sort_unstable();
            names
        };
        let mut loops: Vec<Vec<Name>> = analysis.loops.iter().map(|part| names(part)).collect();
        loops.sort_unstable();
        Ok(AnalysisRecord {
            id: self.id.clone(),
            origins: names(&analysis.origins),
            gaps: names(&analysis.gaps),
            independent: analysis.independent,
            chokes: names(&analysis.chokes),
            loops,
            standing: analysis.standing,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Result<String, String> {
        let record: ChainRecord = serde_json::from_str(text).map_err(|e| e.to_string())?;
        let analysis = record.analyse().map_err(|e| e.to_string())?;
        serde_json::to_string(&analysis).map_err(|e| e.to_string())
    }

    #[test]
    fn a_line_in_is_a_line_out() {
        let text = r#"{"id":"q1","mentions":[
            {"id":"z","outlet":"Arrahmah.id","basis":"outlet","published":"2024-08-07","read":true},
            {"id":"m","outlet":"The Guardian","basis":"outlet"},
            {"id":"b","outlet":"TASS","family":"TASS","basis":"transcript"},
            {"id":"a","outlet":"RIA","wire":"TASS","family":"TASS","basis":"heard","read":null}],
            "hops":[{"down":"z","up":"m","kind":"translates","state":"verified"},
            {"down":"m","up":"b","state":"verified"},{"down":"m","up":"a"}]}"#;
        assert_eq!(
            line(text).unwrap(),
            r#"{"id":"q1","origins":["a","b"],"gaps":[],"independent":1,"chokes":["m"],"loops":[],"standing":"primary"}"#
        );
    }

    #[test]
    fn absent_fields_are_unknown() {
        assert_eq!(
            line(r#"{"id":7,"mentions":[{"id":2},{"id":10},{"id":"x"}],"hops":[{"down":10,"up":2}]}"#).unwrap(),
            r#"{"id":7,"origins":[],"gaps":[2,"x"],"independent":0,"chokes":[],"loops":[],"standing":"broken"}"#
        );
        assert_eq!(
            line("{}").unwrap(),
            r#"{"id":null,"origins":[],"gaps":[],"independent":0,"chokes":[],"loops":[],"standing":"circular"}"#
        );
    }

    #[test]
    fn loops_are_sorted_by_name() {
        let text = r#"{"id":1,"mentions":[{"id":"d"},{"id":"c"},{"id":"b"},{"id":"a"}],"hops":[
            {"down":"d","up":"b"},{"down":"b","up":"d"},{"down":"c","up":"a"},{"down":"a","up":"c"}]}"#;
        assert!(line(text).unwrap().contains(r#""loops":[["a","c"],["b","d"]]"#));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let error = line(r#"{"mentions":[{"id":"a","basis":"rumour"}]}"#).unwrap_err();
        assert!(error.contains("rumour") && error.contains("official_release"), "{error}");
        let error = line(r#"{"hops":[{"down":"a","up":"a","state":"sure"}]}"#).unwrap_err();
        assert!(error.contains("sure"), "{error}");
        let error = line(r#"{"mentions":[{"id":"a"}],"hops":[{"down":"a","up":"b"}]}"#).unwrap_err();
        assert_eq!(error, "a hop names mention \"b\", which is not in the list");
        let error = line(r#"{"mentions":[{"id":"a"},{"id":"a"}]}"#).unwrap_err();
        assert_eq!(error, "mention \"a\" is there twice");
    }
}
