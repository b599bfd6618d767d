//! No file makes the readers panic: whatever is in it, it is imported or refused with one sentence.
//!
//! A bounded run here; a long one by `scripts/fuzz.sh`, which says so by `PROPTEST_CASES`.

use proptest::{collection::vec, prelude::*};
use tandem::library::{
    ImportRequest, Library, Progress,
    import::{Mapping, Source, inspect},
};

use super::{
    Bench,
    made::{Sheet, ods, rows, xlsx},
};
use crate::mutate::{self, Change, config, mutate};

/// Inspects and imports a file twice; what is refused is refused in one sentence, and no library is left half-written.
fn survive(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let bench = Bench::new();
    let path = bench.write(name, bytes);
    let progress = Progress::default();
    if let Ok(tables) = Source::all_of(&path, &progress) {
        let sources: Vec<Source> = tables.into_iter().map(|info| info.source).collect();
        // The answer does not matter; that there is one does.
        let _answer = inspect(&sources, None, &progress);
    }
    let request = ImportRequest { leads: path, ..ImportRequest::default() };
    let mut first = None;
    for _ in 0..2 {
        match bench.try_import(&request) {
            Ok(report) => {
                let library = bench.open();
                let leads = library.lead_count().expect("a library");
                prop_assert!(
                    first.is_none_or(|first| first == leads),
                    "the second import finds what the first has put in"
                );
                first = Some(leads);
                prop_assert!(report.new + report.same + report.changed <= leads.max(1) || report.accounts_new > 0);
                Library::columns(&library, &progress).expect("columns");
            }
            Err(err) => {
                let sentence = err.to_string();
                prop_assert!(!sentence.contains("no reader here expects"), "a panic: {}", sentence);
                prop_assert!(first.is_none(), "what went in once goes in again: {}", sentence);
                prop_assert!(!bench.library().exists());
            }
        }
    }
    Ok(())
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    mutate::changes(b",;\t|\"\n\r\0{}[]:<>&'=#/-.0159 aZ\xC3\xFF")
}

const SEEDS: [&str; 5] = [
    "Lead ID,E-mail,Company,Created,Employees,Rating,Newsletter,Status\n7,anna@a.example,Acme,2026-01-05,\"1,200\",4.5,yes,Closed Won\n8,\"b \"\"x\"\"\",,06/02/2026,15,n/a,no,Lost\n9,,Beta,,NaN,-1,,\n",
    "sep=;\nid;Größe;Betrag;Datum\n1;5;1.234,5 €;31.12.2026\n3;-$-$-$5;-€7;\n2;6;-7;01.01.2027 10:30\n",
    "lead,kind,at,detail,amount\n1,click,2026-03-01T10:00:00+02:00,/x,5\n2,open,2026-03-01,,\n",
    "{\"id\":1,\"a\":{\"b\":[1,\"x\",null]},\"c\":true}\n{\"id\":2,\"d\":\"é\\u00e9\",\"e\":1e3}\n",
    "[{\"id\":\"1\",\"n\":-0.5},\n{\"id\":\"2\",\"n\":12345678901234567890}]",
];

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn any_text(seed in prop::sample::select(SEEDS.to_vec()), changes in changes()) {
        survive("a.csv", &mutate(seed.as_bytes(), &changes))?;
    }

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..400)) {
        survive("a.csv", &bytes)?;
    }

    #[test]
    fn any_cells(cells in vec(vec("[-0-9a-zA-Z.,:/ €%\"'#é]{0,12}", 1..5), 1..12), mark in prop::sample::select(vec![",", ";", "\t", "|"])) {
        let lines: Vec<String> = cells.iter().map(|row| row.join(mark)).collect();
        survive("a.csv", lines.join("\n").as_bytes())?;
    }

    #[test]
    fn any_mapping(changes in changes()) {
        let seed = "(\n    format: 1,\n    tables: [\n        (\n            kind: leads,\n            null_words: [\"-\"],\n            columns: [\n                (column: \"id\", role: key),\n                (column: \"a\", role: attribute, attribute: \"A\", values: number(decimal_comma: true)),\n                (column: \"b\", role: attribute, values: yes_no(yes: [\"x\"], no: [])),\n            ],\n        ),\n    ],\n)\n";
        prop_assert!(Mapping::parse(seed).is_ok());
        let text = String::from_utf8_lossy(&mutate(seed.as_bytes(), &changes)).into_owned();
        if let Ok(mapping) = Mapping::parse(&text) {
            prop_assert_eq!(Mapping::parse(&mapping.to_text()).expect("what was written is read"), mapping.clone());
            let bench = Bench::new();
            let request = ImportRequest { mapping: Some(mapping), ..bench.request("id,a,b\n1,\"1,5\",x\n2,-,y\n") };
            let _answer = bench.try_import(&request);
        }
    }
}

proptest! {
    #![proptest_config(config(20))]

    /// The parts of a workbook are changed before they are put together: else the checksums of the zip would tell.
    #[test]
    fn any_sheet(changes in changes(), ods_too in any::<bool>()) {
        let body = rows(&[&["Lead ID", "Size", "Seen"], &["1", "5", "=<c r=\"@\" s=\"2\"><v>46388.75</v></c>"], &["2", "=<c r=\"@\" t=\"e\"><v>#REF!</v></c>", ""], &["3", "x", "=<c r=\"@\" t=\"b\"><v>1</v></c>"]]);
        let mutated = String::from_utf8_lossy(&mutate(body.as_bytes(), &changes)).into_owned();
        let after = "<mergeCells count=\"1\"><mergeCell ref=\"B2:B3\"/></mergeCells>";
        let sheet = Sheet { after, ..Sheet::new("Leads", mutated) };
        survive("a.xlsx", &xlsx(&[sheet], false))?;
        if ods_too {
            let table = "<table:table table:name=\"L\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>id</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type=\"float\" office:value=\"5\" table:number-columns-repeated=\"2\"/></table:table-row>";
            // Where no table ends, calamine 0.38 reads on for ever; the thread that is then given up would go on to the end
            // of the tests.
            let mutated = format!("{}</table:table>", String::from_utf8_lossy(&mutate(table.as_bytes(), &changes)));
            survive("a.ods", &ods(&mutated, false))?;
        }
    }

    #[test]
    fn any_workbook(changes in changes(), old in any::<bool>()) {
        let xls = include_bytes!("../../fixtures/leads.xls");
        let whole = xlsx(&[Sheet::new("A", rows(&[&["id"], &["1"]]))], false);
        survive("a.xls", &mutate(if old { xls } else { &whole }, &changes))?;
    }
}
