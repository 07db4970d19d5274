//! A file whose elements stand in any order is the same message as the service's JSON.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

/// The elements of a value in an order that `next` chooses; those of a list stay together, as files have them.
fn scrambled(name: &str, value: &Value, next: &mut impl FnMut(usize) -> usize) -> String {
    match value {
        Value::Array(values) => values.iter().map(|value| scrambled(name, value, next)).collect(),
        Value::Object(children) => {
            let mut elements: Vec<String> = Vec::new();
            for (name, child) in children {
                let element = scrambled(name, child, next);
                elements.insert(next(elements.len() + 1), element);
            }
            format!("<{name}>\n{}\n</{name}>", elements.join("\n  "))
        }
        Value::String(text) => format!("<{name}>{text}</{name}>"),
        other => panic!("no such thing in a message: {other}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_elements_is_the_same_message(
        order in proptest::collection::vec(any::<Index>(), 80),
        people in 0..3_usize,
    ) {
        let json = message_of(&vec![full(); people]);
        let mut order = order.iter().cycle();
        let xml = scrambled("XmlMsg", &json, &mut |places| order.next().map_or(0, |index| index.index(places)));
        let (read, expected) = (XmlMsg::from_xml(&xml).unwrap(), read(&json).unwrap());
        prop_assert!(read == expected, "{xml}");
        prop_assert_eq!(Verdict::of(&read), Verdict::of(&expected));
    }

    #[test]
    fn no_unknown_code_is_ever_valid(
        segment in "[0-9A-Za-z]{0,2}", status in "[0-9A-Za-z]{0,2}", validity in "[0-9A-Za-z有効 ]{0,3}",
    ) {
        let mut json = message_of(&[full()]);
        json["MessageHeader"]["SegmentOfResult"] = json!(segment);
        json["MessageBody"]["ProcessingResultStatus"] = json!(status);
        json["MessageBody"]["QualificationValidity"] = json!(validity);
        let read = XmlMsg::from_xml(&scrambled("XmlMsg", &json, &mut |_| 0)).unwrap();
        let all_said = [&segment, &status, &validity].map(|code| code.trim() == "1") == [true; 3];
        prop_assert_eq!(Verdict::of(&read).is_confirmed(), all_said);
    }
}
