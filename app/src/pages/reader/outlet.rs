//! An outlet: what it is, what it published, the quotes that it carried.

use crate::{
    components::{Day, Name, PageHead, RecordQuotes, fact, fact_link, fact_list, fact_text},
    context::{param, query, services, visit, words},
    i18n::labels,
    pages::{load, reader::leaning::outlet_section},
};
use domain::{document::Standing, id::PublicId, outlet::Outlet};
use leptos::prelude::*;
use service::{Cursor, DocumentRef, Error, OutletRef};

/// The page of an outlet.
#[component]
pub fn OutletPage() -> impl IntoView {
    let (service, visit, id) = (services(), visit(), param("id"));
    let after = query("after");
    let turned = !after.is_empty();
    load(
        async move {
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            let page = service.outlet(&visit.actor, &id, Cursor::parse(&after)).await?;
            let leans = service.outlet_leans(page.head.id).await?;
            Ok((page, leans))
        },
        move |(page, leans)| {
            let (w, path) = (words(), page.head.path());
            let kind = labels::outlet_kind(w.lang, page.outlet.kind);
            let description = format!("{kind}. {}", w.reader.quotes_in_outlet);
            let documents: Vec<DocumentRef> = page.documents.into_iter().filter(|d| d.is_public).collect();
            view! {
                <PageHead title=page.outlet.name.clone() description path=path.clone() article=true/>
                <div class="record-head">
                    <p class="eyebrow">{kind}</p>
                    <h1><bdi>{page.outlet.name.clone()}</bdi></h1>
                    {facts(&page.outlet, page.family)}
                </div>
                <RecordQuotes title=w.reader.quotes_in_outlet quotes=page.quotes path=path.clone() turned/>
                {outlet_section(leans, &path)}
                {(!documents.is_empty())
                    .then(|| {
                        view! {
                            <section class="record-documents" aria-labelledby="documents">
                                <h2 id="documents">{w.reader.documents}</h2>
                                <ul class="records">{documents.into_iter().map(document).collect_view()}</ul>
                            </section>
                        }
                    })}
            }
        },
    )
}

fn facts(outlet: &Outlet, family: Vec<OutletRef>) -> impl IntoView + use<> {
    let w = words();
    let r = &w.reader;
    let others = family
        .into_iter()
        .filter(|o| o.is_public)
        .map(|o| view! { <Name name=o.name lang=None href=Some(o.path)/> }.into_any())
        .collect();
    let aliases = outlet.aliases.iter().map(|a| view! { <bdi>{a.clone()}</bdi> }.into_any()).collect();
    view! {
        <dl class="facts">
            {outlet.lang.as_ref().map(|l| fact(r.main_language, labels::language(w.lang, l)))}
            {fact_text(r.country, &country(w.lang, &outlet.country))} {fact_text(r.family, &outlet.family)}
            {fact_list(r.family_others, others)} {fact_list(r.also_known, aliases)}
            {fact_link(r.home_page, outlet.home_page.as_ref())}
        </dl>
    }
}

fn document(d: DocumentRef) -> impl IntoView {
    let w = words();
    let name = if d.label.is_empty() { w.common.untitled.to_owned() } else { d.label };
    let standing = (d.standing != Standing::Current).then(|| labels::standing(w.lang, d.standing));
    let dot = (standing.is_some() && d.published.is_some()).then_some(" · ");
    view! {
        <li>
            <p class="records__name"><Name name lang=d.lang href=Some(d.path)/></p>
            <p class="records__detail">
                {d.published.map(|date| view! { <Day date/> })} {dot} {standing.map(|s| view! { <strong>{s}</strong> })}
            </p>
        </li>
    }
}

/// The name of a country where we know it; its code where not.
fn country(lang: domain::lang::UiLang, code: &str) -> String {
    let (en, id) = match code {
        "ID" => ("Indonesia", "Indonesia"),
        "MY" => ("Malaysia", "Malaysia"),
        "SG" => ("Singapore", "Singapura"),
        "AU" => ("Australia", "Australia"),
        "US" => ("United States", "Amerika Serikat"),
        "GB" => ("United Kingdom", "Inggris Raya"),
        "RU" => ("Russia", "Rusia"),
        "UA" => ("Ukraine", "Ukraina"),
        "IR" => ("Iran", "Iran"),
        "IL" => ("Israel", "Israel"),
        "PS" => ("Palestine", "Palestina"),
        "LB" => ("Lebanon", "Lebanon"),
        "SY" => ("Syria", "Suriah"),
        "EG" => ("Egypt", "Mesir"),
        "SA" => ("Saudi Arabia", "Arab Saudi"),
        "QA" => ("Qatar", "Qatar"),
        "AE" => ("United Arab Emirates", "Uni Emirat Arab"),
        "TR" => ("Türkiye", "Turki"),
        "CN" => ("China", "Tiongkok"),
        "JP" => ("Japan", "Jepang"),
        "IN" => ("India", "India"),
        "PK" => ("Pakistan", "Pakistan"),
        "DE" => ("Germany", "Jerman"),
        "FR" => ("France", "Prancis"),
        "NL" => ("Netherlands", "Belanda"),
        _ => return code.to_owned(),
    };
    (if lang == domain::lang::UiLang::En { en } else { id }).to_owned()
}
