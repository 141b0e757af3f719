//! Speakers, their other names and their roles.

use crate::{Error, Result, Tx, json_ids, value, word};
use domain::{
    id::RecordId,
    lang::LangTag,
    speaker::{Speaker, SpeakerKind, SpeakerRole},
    text::fold,
};
use std::collections::HashMap;

impl Tx {
    /// Writes a speaker whole, new or changed.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn put_speaker(&mut self, id: RecordId, speaker: &Speaker) -> Result<()> {
        let (kind, key) = (speaker.kind.as_str(), fold(&speaker.name));
        let lang = speaker.lang.as_ref().map(LangTag::as_str);
        let born = speaker.born.map(|d| d.to_string());
        let died = speaker.died.map(|d| d.to_string());
        sqlx::query!(
            "INSERT INTO speaker (id, kind, name, name_key, lang, wikidata, born, died, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (id) DO UPDATE SET kind = ?2, name = ?3, name_key = ?4, lang = ?5, wikidata = ?6,
                 born = ?7, died = ?8, note = ?9",
            id.0,
            kind,
            speaker.name,
            key,
            lang,
            speaker.wikidata,
            born,
            died,
            speaker.note
        )
        .execute(&mut *self.inner)
        .await?;
        self.put_aliases(id, &speaker.aliases).await?;
        sqlx::query!("DELETE FROM speaker_role WHERE speaker_id = ?", id.0).execute(&mut *self.inner).await?;
        let roles: Vec<(&str, Option<String>, Option<String>)> = speaker
            .roles
            .iter()
            .map(|r| (r.title.as_str(), r.from.map(|d| d.to_string()), r.until.map(|d| d.to_string())))
            .collect();
        let roles = serde_json::to_string(&roles).map_err(|e| Error::Unreadable(e.to_string()))?;
        sqlx::query!(
            "INSERT INTO speaker_role (speaker_id, position, title, from_date, until_date)
             SELECT ?, key, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
            id.0,
            roles
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }

    /// Writes all other names of a record.
    pub(crate) async fn put_aliases(&mut self, id: RecordId, aliases: &[String]) -> Result<()> {
        sqlx::query!("DELETE FROM alias WHERE record_id = ?", id.0).execute(&mut *self.inner).await?;
        let pairs: Vec<(&String, String)> = aliases.iter().map(|a| (a, fold(a))).collect();
        let pairs = serde_json::to_string(&pairs).map_err(|e| Error::Unreadable(e.to_string()))?;
        sqlx::query!(
            "INSERT INTO alias (record_id, position, alias, alias_key)
             SELECT ?, key, value ->> 0, value ->> 1 FROM json_each(?)",
            id.0,
            pairs
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }

    /// Other names of these records, in their order.
    pub(crate) async fn aliases(&mut self, ids: &[RecordId]) -> Result<HashMap<RecordId, Vec<String>>> {
        let ids = json_ids(ids);
        let rows = sqlx::query!(
            "SELECT record_id, alias FROM alias WHERE record_id IN (SELECT value FROM json_each(?))
             ORDER BY record_id, position",
            ids
        )
        .fetch_all(&mut *self.inner)
        .await?;
        let mut found: HashMap<RecordId, Vec<String>> = HashMap::new();
        for row in rows {
            found.entry(RecordId(row.record_id)).or_default().push(row.alias);
        }
        Ok(found)
    }

    /// The speakers with these numbers.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn speakers(&mut self, ids: &[RecordId]) -> Result<HashMap<RecordId, Speaker>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let wanted = json_ids(ids);
        let rows = sqlx::query!(
            "SELECT id, kind, name, lang, wikidata, born, died, note FROM speaker
             WHERE id IN (SELECT value FROM json_each(?))",
            wanted
        )
        .fetch_all(&mut *self.inner)
        .await?;
        let roles = sqlx::query!(
            "SELECT speaker_id, title, from_date, until_date FROM speaker_role
             WHERE speaker_id IN (SELECT value FROM json_each(?)) ORDER BY speaker_id, position",
            wanted
        )
        .fetch_all(&mut *self.inner)
        .await?;
        let mut aliases = self.aliases(ids).await?;
        let mut found = HashMap::with_capacity(rows.len());
        for row in rows {
            let id = RecordId(row.id);
            let mut speaker = Speaker::named(word(SpeakerKind::parse, &row.kind)?, row.name);
            speaker.aliases = aliases.remove(&id).unwrap_or_default();
            speaker.lang = value(row.lang.as_deref(), |t| LangTag::parse("lang", t))?;
            speaker.wikidata = row.wikidata;
            speaker.born = value(row.born.as_deref(), str::parse)?;
            speaker.died = value(row.died.as_deref(), str::parse)?;
            speaker.note = row.note;
            found.insert(id, speaker);
        }
        for role in roles {
            if let Some(speaker) = found.get_mut(&RecordId(role.speaker_id)) {
                speaker.roles.push(SpeakerRole {
                    title: role.title,
                    from: value(role.from_date.as_deref(), str::parse)?,
                    until: value(role.until_date.as_deref(), str::parse)?,
                });
            }
        }
        Ok(found)
    }

    /// Speakers who go by exactly this folded name, in any spelling that folds alike; at most 20.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn speakers_named(&mut self, key: &str) -> Result<Vec<RecordId>> {
        let rows = sqlx::query_scalar!(
            r#"SELECT id AS "id!: i64" FROM speaker WHERE name_key = ?1
               UNION
               SELECT s.id FROM alias a JOIN speaker s ON s.id = a.record_id WHERE a.alias_key = ?1
               ORDER BY 1 LIMIT 20"#,
            key
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows.into_iter().map(RecordId).collect())
    }
}
