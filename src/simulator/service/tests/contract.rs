//! The table of refusals is part of the contract.

use serde_json::Value;

use crate::simulator::service::refusal::Refusal;

const CONTRACT: &str = include_str!("../../../gateway/openapi.yaml");

#[test]
fn every_refusal_stands_in_the_contract_with_its_status_and_whether_trying_again_helps() {
    for refusal in Refusal::ALL {
        let body: Value = serde_json::from_slice(&refusal.body()).unwrap();
        let again = if body["retryable"] == true { "yes" } else { "no" };
        let row = format!("| {} | `{}` | {again} |", refusal.status(), body["code"].as_str().unwrap());
        assert!(CONTRACT.contains(&row), "openapi.yaml lacks the row {row}");
    }
}
