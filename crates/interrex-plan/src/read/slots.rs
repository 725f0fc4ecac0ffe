//! Every place of the model that holds an expression.

use crate::model::{Event, Expr, Office, Order, Plan, Step};

/// Visits every expression of a plan, to be replaced.
pub(super) fn each_expression(plan: &mut Plan, visit: &mut impl FnMut(&mut Expr)) {
    for id in plan.facts.ids() {
        if let Some(condition) = &mut plan.facts.get_mut(id).value.condition {
            visit(&mut condition.given);
        }
    }
    for id in plan.offices.ids() {
        of_office(&mut plan.offices.get_mut(id).value, visit);
    }
    of_things(plan, visit);
    of_doings(plan, visit);
}

fn of_office(office: &mut Office, visit: &mut impl FnMut(&mut Expr)) {
    for ground in &mut office.grounds {
        if let Event::When(expr) = &mut ground.event {
            visit(expr);
        }
        ground.needs.iter_mut().for_each(&mut *visit);
    }
    for order in &mut office.orders {
        of_order(order, visit);
    }
}

fn of_order(order: &mut Order, visit: &mut impl FnMut(&mut Expr)) {
    order.when.iter_mut().for_each(&mut *visit);
    of_steps(&mut order.steps, visit);
    for candidate in &mut order.candidates {
        of_steps(&mut candidate.steps, visit);
    }
}

fn of_steps(steps: &mut [Step], visit: &mut impl FnMut(&mut Expr)) {
    for step in steps {
        step.needs.iter_mut().for_each(&mut *visit);
    }
}

fn of_things(plan: &mut Plan, visit: &mut impl FnMut(&mut Expr)) {
    for id in plan.sites.ids() {
        plan.sites
            .get_mut(id)
            .value
            .needs
            .iter_mut()
            .for_each(&mut *visit);
    }
    for id in plan.links.ids() {
        plan.links
            .get_mut(id)
            .value
            .needs
            .iter_mut()
            .for_each(&mut *visit);
    }
    for id in plan.seats.ids() {
        for option in &mut plan.seats.get_mut(id).value.options {
            option.needs.iter_mut().for_each(&mut *visit);
        }
    }
    for id in plan.records.ids() {
        for copy in &mut plan.records.get_mut(id).value.copies {
            copy.needs.iter_mut().for_each(&mut *visit);
        }
    }
}

fn of_doings(plan: &mut Plan, visit: &mut impl FnMut(&mut Expr)) {
    for id in plan.powers.ids() {
        let power = &mut plan.powers.get_mut(id).value;
        for delegation in &mut power.delegations {
            delegation.condition.iter_mut().for_each(&mut *visit);
        }
        if let Some(devolution) = &mut power.devolution {
            devolution.when.iter_mut().for_each(&mut *visit);
        }
    }
    for id in plan.pledges.ids() {
        let pledge = &mut plan.pledges.get_mut(id).value;
        pledge.conditions.iter_mut().for_each(&mut *visit);
        for partner in &mut pledge.partners {
            partner.condition.iter_mut().for_each(&mut *visit);
        }
    }
    for id in plan.measures.ids() {
        plan.measures
            .get_mut(id)
            .value
            .agreed
            .iter_mut()
            .for_each(&mut *visit);
    }
    for id in plan.functions.ids() {
        plan.functions
            .get_mut(id)
            .value
            .needs
            .iter_mut()
            .for_each(&mut *visit);
    }
}
