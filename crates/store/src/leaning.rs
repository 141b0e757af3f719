//! Who leans on whom: each published quote adds its rows, triggers keep the counters (see the migration), lists read
//! the top of an index.

mod count;

pub use count::{Backlog, StepsOf};

use crate::{Result, Tx, word};
use domain::{
    id::{PublicId, RecordId, RecordKind},
    leaning::Way,
};

/// An outlet by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutletName {
    /// Code in its address.
    pub public_id: PublicId,
    /// Readable part of its address.
    pub slug: String,
    /// Name.
    pub name: String,
}

impl OutletName {
    /// Its public address.
    pub fn path(&self) -> String {
        domain::id::path(RecordKind::Outlet, &self.public_id, &self.slug)
    }
}

/// One outlet took words from another, counted over all published quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeanPair {
    /// The outlet that took them.
    pub down: OutletName,
    /// The outlet that it took them from.
    pub up: OutletName,
    /// How.
    pub way: Way,
    /// Quotes in which it did.
    pub quotes: i64,
    /// Hops in them.
    pub hops: i64,
    /// Hops that an editor verified.
    pub verified: i64,
    /// Where a list goes on after it.
    pub cursor: LeanCursor,
}

/// A place in a list of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeanCursor {
    quotes: i64,
    hops: i64,
    a: i64,
    b: i64,
}

impl LeanCursor {
    /// Before the first of any list.
    pub const START: Self = Self { quotes: i64::MAX, hops: i64::MAX, a: i64::MAX, b: i64::MAX };

    /// Reads what [`Self`] prints; anything else starts at the beginning.
    pub fn parse(text: &str) -> Self {
        let numbers: Vec<i64> = text.split('-').map_while(|n| n.parse().ok()).collect();
        match numbers.as_slice() {
            &[quotes, hops, a, b] => Self { quotes, hops, a, b },
            _ => Self::START,
        }
    }
}

impl std::fmt::Display for LeanCursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}-{}-{}", self.quotes, self.hops, self.a, self.b)
    }
}

/// From which end an outlet's pairs are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// From whom it takes.
    Takes,
    /// Who takes from it.
    Taken,
}

/// What an outlet is to published chains, in numbers of quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletLeaning {
    /// The outlet.
    pub outlet: OutletName,
    /// Quotes in whose chain it stands.
    pub quotes: i64,
    /// Of these, those in which it is a choke point.
    pub choke: i64,
    /// Those in which it stands in a loop.
    pub circular: i64,
    /// Those in which it names nobody from whom it had the words.
    pub unnamed: i64,
}

/// The whole library in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeaningTotal {
    /// Published quotes.
    pub quotes: i64,
    /// Those whose chain holds a loop.
    pub circular: i64,
    /// Hops by which one outlet reports what another had.
    pub reports: i64,
    /// Those of them that an editor verified.
    pub reports_verified: i64,
    /// Hops by which an outlet prints another's copy.
    pub wires: i64,
    /// Those of them that an editor verified.
    pub wires_verified: i64,
}

struct PairRow {
    way: String,
    quotes: i64,
    hops: i64,
    verified: i64,
    down_id: i64,
    down_public: String,
    down_slug: String,
    down_name: String,
    up_id: i64,
    up_public: String,
    up_slug: String,
    up_name: String,
}

impl PairRow {
    /// `listed_by` says which two numbers the list is sorted by where counts are equal.
    fn read(self, listed_by: Option<Side>) -> Result<LeanPair> {
        let way = word(Way::parse, &self.way)?;
        let (a, b) = match listed_by {
            None => (self.down_id, self.up_id),
            Some(Side::Takes) => (self.up_id, rank(way)),
            Some(Side::Taken) => (self.down_id, rank(way)),
        };
        let public_id = |id: &str| word(PublicId::parse, id);
        Ok(LeanPair {
            down: OutletName { public_id: public_id(&self.down_public)?, slug: self.down_slug, name: self.down_name },
            up: OutletName { public_id: public_id(&self.up_public)?, slug: self.up_slug, name: self.up_name },
            way,
            quotes: self.quotes,
            hops: self.hops,
            verified: self.verified,
            cursor: LeanCursor { quotes: self.quotes, hops: self.hops, a, b },
        })
    }
}

/// A way as a number in a cursor.
fn rank(way: Way) -> i64 {
    match way {
        Way::Report => 1,
        Way::Wire => 2,
    }
}

/// The word that stands for the number; words sort as the numbers do.
fn ranked(number: i64) -> &'static str {
    match number {
        ..=0 => "",
        1 => Way::Report.as_str(),
        2 => Way::Wire.as_str(),
        _ => "~",
    }
}

/// Every list of pairs reads the same columns; `$from` gives rows named `list`, `$order` their order.
macro_rules! pairs {
    ($tx:expr, $by:expr, $from:literal, $order:literal $(, $arg:expr)* $(,)?) => {
        sqlx::query_as!(
            PairRow,
            r#"SELECT list.way AS "way!: String", list.quotes AS "quotes!: i64", list.hops AS "hops!: i64",
                 list.verified AS "verified!: i64", list.down_id AS "down_id!: i64", dr.public_id AS "down_public!: String",
                 dr.slug AS "down_slug!: String", d.name AS "down_name!: String", list.up_id AS "up_id!: i64",
                 ur.public_id AS "up_public!: String", ur.slug AS "up_slug!: String", u.name AS "up_name!: String"
               FROM ("# + $from + r#") AS list
               CROSS JOIN outlet d ON d.id = list.down_id
               CROSS JOIN record dr ON dr.id = list.down_id
               CROSS JOIN outlet u ON u.id = list.up_id
               CROSS JOIN record ur ON ur.id = list.up_id
               ORDER BY list.quotes DESC, list.hops DESC, "# + $order
            $(, $arg)*
        )
        .fetch_all(&mut *$tx.inner)
        .await?
        .into_iter()
        .map(|row| row.read($by))
        .collect::<Result<Vec<_>>>()
    };
}

impl Tx {
    /// The library in numbers.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn leaning_total(&mut self) -> Result<LeaningTotal> {
        Ok(sqlx::query_as!(
            LeaningTotal,
            "SELECT quotes, circular, reports, reports_verified, wires, wires_verified FROM leaning_total WHERE id = 1"
        )
        .fetch_one(&mut *self.inner)
        .await?)
    }

    /// Pairs of outlets, those in most quotes first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn leaning_most(&mut self, way: Way, after: LeanCursor, limit: i64) -> Result<Vec<LeanPair>> {
        let way = way.as_str();
        pairs!(
            self,
            None,
            r#"SELECT down_id, up_id, way, quotes, hops, verified FROM leaning
               WHERE way = ? AND (quotes, hops, down_id, up_id) < (?, ?, ?, ?)
               ORDER BY quotes DESC, hops DESC, down_id DESC, up_id DESC LIMIT ?"#,
            "list.down_id DESC, list.up_id DESC",
            way,
            after.quotes,
            after.hops,
            after.a,
            after.b,
            limit
        )
    }

    /// The pairs of one outlet, those in most quotes first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn leaning_of(
        &mut self,
        outlet: RecordId,
        side: Side,
        after: LeanCursor,
        limit: i64,
    ) -> Result<Vec<LeanPair>> {
        let way = ranked(after.b);
        match side {
            Side::Takes => pairs!(
                self,
                Some(side),
                r#"SELECT down_id, up_id, way, quotes, hops, verified FROM leaning
                   WHERE down_id = ? AND (quotes, hops, up_id, way) < (?, ?, ?, ?)
                   ORDER BY quotes DESC, hops DESC, up_id DESC, way DESC LIMIT ?"#,
                "list.up_id DESC, list.way DESC",
                outlet.0,
                after.quotes,
                after.hops,
                after.a,
                way,
                limit
            ),
            Side::Taken => pairs!(
                self,
                Some(side),
                r#"SELECT down_id, up_id, way, quotes, hops, verified FROM leaning
                   WHERE up_id = ? AND (quotes, hops, down_id, way) < (?, ?, ?, ?)
                   ORDER BY quotes DESC, hops DESC, down_id DESC, way DESC LIMIT ?"#,
                "list.down_id DESC, list.way DESC",
                outlet.0,
                after.quotes,
                after.hops,
                after.a,
                way,
                limit
            ),
        }
    }

    /// One pair, if words went that way.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn leaning_between(&mut self, down: RecordId, up: RecordId, way: Way) -> Result<Option<LeanPair>> {
        let way = way.as_str();
        let found: Result<Vec<LeanPair>> = pairs!(
            self,
            None,
            r#"SELECT down_id, up_id, way, quotes, hops, verified FROM leaning WHERE down_id = ? AND up_id = ? AND way = ?"#,
            "list.down_id",
            down.0,
            up.0,
            way
        );
        Ok(found?.pop())
    }

    /// What an outlet is to published chains; none while it stands in none.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn outlet_leaning(&mut self, outlet: RecordId) -> Result<Option<OutletLeaning>> {
        sqlx::query!(
            "SELECT l.quotes, l.choke, l.circular, l.unnamed, o.name, r.public_id, r.slug
             FROM outlet_leaning l JOIN outlet o ON o.id = l.outlet_id JOIN record r ON r.id = l.outlet_id
             WHERE l.outlet_id = ?",
            outlet.0
        )
        .fetch_optional(&mut *self.inner)
        .await?
        .map(|r| {
            Ok(OutletLeaning {
                outlet: OutletName { public_id: word(PublicId::parse, &r.public_id)?, slug: r.slug, name: r.name },
                quotes: r.quotes,
                choke: r.choke,
                circular: r.circular,
                unnamed: r.unnamed,
            })
        })
        .transpose()
    }

    /// The outlets that most often are choke points.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn choke_outlets(&mut self, limit: i64) -> Result<Vec<OutletLeaning>> {
        sqlx::query!(
            r#"SELECT list.quotes AS "quotes!: i64", list.choke AS "choke!: i64", list.circular AS "circular!: i64",
                 list.unnamed AS "unnamed!: i64", o.name, r.public_id, r.slug
               FROM (SELECT outlet_id, quotes, choke, circular, unnamed FROM outlet_leaning WHERE choke > 0
                     ORDER BY choke DESC, outlet_id DESC LIMIT ?) AS list
               CROSS JOIN outlet o ON o.id = list.outlet_id
               CROSS JOIN record r ON r.id = list.outlet_id
               ORDER BY list.choke DESC, list.outlet_id DESC"#,
            limit
        )
        .fetch_all(&mut *self.inner)
        .await?
        .into_iter()
        .map(|r| {
            Ok(OutletLeaning {
                outlet: OutletName { public_id: word(PublicId::parse, &r.public_id)?, slug: r.slug, name: r.name },
                quotes: r.quotes,
                choke: r.choke,
                circular: r.circular,
                unnamed: r.unnamed,
            })
        })
        .collect()
    }
}
