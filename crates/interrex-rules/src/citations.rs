//! The texts that rules rest on: standards, statutes, audits, and what really happened.
//!
//! Responsible for naming each once, with the address at which it was read. Several standards were
//! read through pages that restate them; the titles say what is restated.

use crate::rule::Work;

const fn work(what: &'static str, url: &'static str) -> Work {
    Work { what, url }
}

// Succession and delegation.
pub(crate) const FCD_1_SUCCESSION: Work = work(
    "Federal Continuity Directive 1 (2008), annex E, orders of succession",
    "https://es.scribd.com/doc/83280409/3/ANNEX-E-ORDERS-OF-SUCCESSION",
);
pub(crate) const CGC_1_SUCCESSION: Work = work(
    "Continuity Guidance Circular 1 (2009) as restated, orders of succession",
    "http://what-when-how.com/Tutorial/topic-topic-2096ul95pg/Principles-of-Emergency-Management-94.html",
);
pub(crate) const CGC_1_PROCEDURES: Work = work(
    "Continuity Guidance Circular 1 (2009) as restated, succession procedures and delegations",
    "http://what-when-how.com/Tutorial/topic-topic-2096ul95pg/Principles-of-Emergency-Management-95.html",
);
pub(crate) const FEMA_TEMPLATE: Work = work(
    "FEMA continuity plan template (2018), orders of succession",
    "https://termpapertutors.com/orders-of-succession-for-apple-inc-1/",
);
pub(crate) const OKLAHOMA: Work = work(
    "Oklahoma Statutes 63-685.5",
    "http://ok.elaws.us/os/63-685.5",
);
pub(crate) const NEW_JERSEY: Work = work(
    "New Jersey Statutes 52:14B-1 and following",
    "http://www.lawserver.com/law/state/new-jersey/nj-laws/new_jersey_laws_52_14b-1",
);
pub(crate) const ARKANSAS: Work = work(
    "Arkansas Code 21-1-305",
    "http://www.laws9.com/statutes/arkansas/title-21/chapter-1/subchapter-3/21-1-305",
);
pub(crate) const VERMONT_STATE: Work = work(
    "Vermont Statutes 20-184",
    "https://getpocketlaw.com/law/state_virginia/section-184-emergency-interim-successors-for-state-offices_1dd61e8b5f57",
);
pub(crate) const VERMONT_LOCAL: Work = work(
    "Vermont Statutes 20-185",
    "http://www.laws9.com/statutes/vermont/title-20/chapter-7/185",
);
pub(crate) const SOUTH_DAKOTA: Work = work(
    "South Dakota Codified Laws 1-30 (headings)",
    "https://sdlegislature.gov/Statutes/1-30",
);
pub(crate) const TEXAS_DPS: Work = work(
    "Texas Department of Public Safety, orders of succession and delegations of authority",
    "https://studylib.net/doc/5382687/orders-of-succession-and-delegations-of-authority",
);
pub(crate) const CRS_SUCCESSION: Work = work(
    "Congressional Research Service RL31761, presidential and vice presidential succession",
    "https://www.everycrsreport.com/reports/RL31761.html",
);
pub(crate) const WISCONSIN: Work = work(
    "Wisconsin Statutes 323.51 to 323.55",
    "https://law.uslawyerdatabase.com/us-law/2022-wisconsin-statutes-annotations/military-2022-wisconsin-statutes-annotations/chapter-323-emergency-management/subchapter-v-chapter-323-emergency-management/emergency-location-and-continuity-of-government",
);
pub(crate) const NEW_YORK: Work = work(
    "New York Defense Emergency Act, section 6",
    "https://nysenate.gov/legislation/laws/DEA/6",
);
pub(crate) const US_SUCCESSION_ACT: Work = work(
    "United States Code 3-19",
    "https://www.chanrobles.com/usa/uslaws/codes/title3/3usc19.php",
);
pub(crate) const DOE_DELEGATION: Work = work(
    "United States Department of Energy, delegation procedures",
    "https://webarchive.library.unt.edu/eot2008/20080916041123/http://management.energy.gov/about_us/delegation_procedures.htm",
);
pub(crate) const FWS_DELEGATION: Work = work(
    "Fish and Wildlife Service Manual, 030 FW 2",
    "https://www.fws.gov/policy/030fw2.html",
);

// What really happened.
pub(crate) const BOLIVIA_2019: Work = work(
    "Bolivia 2019: everybody named in article 169 resigned",
    "https://cdmxpress.com/dimite-adriana-salvatierra-presidenta-del-senado-de-bolivia",
);
pub(crate) const HAITI_2021: Work = work(
    "Haiti 2021: the court's president dead, no lower house, ten senators of thirty",
    "https://www.telesurenglish.net/news/Prime-Ministers-Post-Still-in-Dispute-in-Haiti-20210708-0009.html",
);
pub(crate) const NIGERIA_2010: Work = work(
    "Nigeria 2009-10: 78 days without a lawful trigger",
    "https://www.questia.com/magazine/1G1-221838220/a-problematic-solution-nigeria-s-vice-president",
);
pub(crate) const BELGIUM_1940: Work = work(
    "Belgium 1940: the king in enemy hands could not reign",
    "https://history.state.gov./historicaldocuments/frus1940v01/d166",
);
pub(crate) const REAGAN_1981: Work = work(
    "United States, 30 March 1981: the successor in the air with poor links",
    "https://www.cbsnews.com/news/the-day-reagan-was-shot/",
);
pub(crate) const GAO_DHS_2020: Work = work(
    "GAO B-331650: the wrong order for the cause put the wrong official in office",
    "https://www.gao.gov/products/B-331650",
);
pub(crate) const REGISTERS_2022: Work = work(
    "Ukraine 2022: the law that let registers leave the country came days before they had to",
    "https://www.theregister.com/2022/11/30/ukraine_cloud_migration/",
);
pub(crate) const DATA_EMBASSY: Work = work(
    "Estonia's data embassy: agreement with Luxembourg of 20 June 2017",
    "http://news.err.ee/602273/estonian-government-approves-setting-up-data-embassy-in-luxembourg",
);
pub(crate) const DATA_EMBASSY_LAW: Work = work(
    "International and Comparative Law Quarterly, the data embassy under public international law",
    "https://cambridge.org/core/journals/international-and-comparative-law-quarterly/article/abs/data-embassy-under-public-international-law/A1915132C9DB447C8D4E31392E0C1501",
);
pub(crate) const DESCHUTES: Work = work(
    "Deschutes County audit (2023), continuity of operations plans",
    "https://www.deschutes.org/administration/page/continuity-operations-plans",
);

// Functions.
pub(crate) const ISO_22301: Work = work(
    "ISO 22301:2019 as restated, business impact analysis",
    "https://www.thinkbymore.com/doc/iso-22301%3A2019-business-continuity-standard-implementation-guide",
);
pub(crate) const BIA_MANUAL: Work = work(
    "ISMS-CORE user manual, business impact analysis",
    "https://raw.githubusercontent.com/isms-core-project/isms-core-platform/main/USER_MANUAL/12-bia.md",
);
pub(crate) const BCMSTACK: Work = work(
    "BCMStack, RTO, MTPD and MBCO",
    "https://bcmstack.com/blog/rto-vs-mtpd-vs-mbco",
);
pub(crate) const AUDIT_GUIDE: Work = work(
    "Aja, ISO 22301 certification guide",
    "https://ajacertx.com/resources/iso-22301-certification-guide.html",
);
pub(crate) const FAIRCHILD: Work = work(
    "Fairchild Resiliency Systems, dependencies in impact analysis",
    "https://fairchildrs.com/category/blog/page/2/",
);
pub(crate) const FPC_65: Work = work(
    "Federal Preparedness Circular 65 as restated",
    "http://sciencengines.com/NPHS/COOP/COOPGuidelines.htm",
);
pub(crate) const GAO_FUNCTIONS: Work = work(
    "GAO-04-160, continuity of operations: essential functions",
    "https://gao.justia.com/department-of-homeland-security/2004/2/continuity-of-operations-gao-04-160",
);
pub(crate) const FCD_2023: Work = work(
    "Federal Continuity Directive, planning framework (2023), as restated",
    "https://www.tidalbasingroup.com/federal-continuity-directive-strengthening-resilience-across-the-executive-branch/",
);
pub(crate) const RUN_TIME: Work = work(
    "Modulo manual, run time of a plan",
    "https://ucm.riskmanager.modulo.com/manual/en/Documents/manageplans1.htm",
);
pub(crate) const REMOVE_ONE: Work = work(
    "Semel Consulting, why business continuity plans fail",
    "https://www.semelconsulting.com/2013/02/18/7-reasons-why-business-continuity-plans-fail-what-you-can-do/",
);

// Sites.
pub(crate) const USFA_SITES: Work = work(
    "United States Fire Administration, alternate facilities",
    "http://www.usfa.fema.gov/coop/transcripts/alt.txt",
);
pub(crate) const FEMA_TERMS: Work = work(
    "FEMA, continuity terms",
    "https://www.fema.gov/ko/emergency-managers/national-preparedness/continuity/terms",
);
pub(crate) const FEMA_SITES: Work = work(
    "FEMA continuity course, alternate facilities",
    "https://cdn.slideserve.com/davismarie/unit-introduction-and-overview-powerpoint-ppt-presentation",
);

// Records.
pub(crate) const CFR_VITAL_RECORDS: Work = work(
    "Code of Federal Regulations 36-1223.14, vital records",
    "https://www.law.cornell.edu/cfr/text/36/1223.14",
);
pub(crate) const FAA_RECORDS: Work = work(
    "Federal Aviation Administration, records self-evaluation",
    "http://www.faa.gov/about/initiatives/records/tools/toolkits/self-evaluation/?key=sec6",
);
pub(crate) const UCF_RECORDS: Work = work(
    "UCF Police, vital records",
    "https://police.ucf.edu/faq/what-are-vital-records/",
);
pub(crate) const ARCHIVISTS: Work = work(
    "Society of American Archivists, emergency operating record",
    "https://dictionary.archivists.org/entry/emergency-operating-record.html",
);

// Communications.
pub(crate) const HSGP: Work = work(
    "Homeland Security Grant Program, communications",
    "https://cc-publicdocs.santa-ana.org/WebLink/1/doc/139938/Page109.aspx",
);
pub(crate) const CRITICAL_COMMS: Work = work(
    "Critical Communications, critical messaging at scale",
    "https://www.criticalcomms.com/content/features/critical-messaging-at-scale/",
);
pub(crate) const USFA_TESTS: Work = work(
    "United States Fire Administration, tests and exercises",
    "http://www.usfa.fema.gov/coop/transcripts/test.txt",
);
pub(crate) const SECURITY_POLICY: Work = work(
    "Center for Security Policy, communications",
    "https://centerforsecuritypolicy.org/communications",
);
pub(crate) const TEAMSTUDIO: Work = work(
    "Users of Teamstudio Continuity, feature requests",
    "https://github.com/teamstudio/Continuity/wiki/Feature-Requests-(John-Bartlett)",
);
pub(crate) const BOLD_CONTACTS: Work = work(
    "BOLDplanning, managing emergency contacts",
    "https://www.boldplanning.com/2019/01/11/managing-emergency-contacts-is-crucial-to-plan-success-2/",
);

// Devolution and reconstitution.
pub(crate) const FEMA_DEVOLUTION: Work = work(
    "FEMA course IS-551, devolution planning",
    "https://emilms.fema.gov/is_0551/groups/132.html",
);
pub(crate) const DEVOLUTION_PLAN: Work = work(
    "Air force devolution planning",
    "http://afaatim.com/content.php?id=182631",
);
pub(crate) const FCD_1: Work = work(
    "Federal Continuity Directive 1, required elements",
    "https://asprtracie.hhs.gov/technical-resources/resource/2036/federal-continuity-directive-1",
);
pub(crate) const RECONSTITUTION: Work = work(
    "FEMA continuity course, reconstitution",
    "https://fr.slideserve.com/calix/unit-introduction-and-overview-powerpoint-ppt-presentation",
);
pub(crate) const OUTSIDE_HELPERS: Work = work(
    "Continuity of the executive branch, roles of GSA, OPM and NARA",
    "https://info.5y1.org/the-executive-branch_1_6ccd1d.html",
);

// Exercises and programme.
pub(crate) const CGC_1_EXERCISES: Work = work(
    "Continuity Guidance Circular 1 (2009) as restated, tests, training and exercises",
    "http://what-when-how.com/Tutorial/topic-topic-2096ul95pg/Principles-of-Emergency-Management-103.html",
);
pub(crate) const GAO_EXERCISES: Work = work(
    "GAO-08-185, continuity of operations: claimed tests without evidence",
    "https://gao.justia.com/department-of-homeland-security/2007/11/continuity-of-operations-gao-08-185",
);
pub(crate) const CORRECTIVE_ACTION: Work = work(
    "FEMA COOP glossary, corrective action program",
    "http://sciencengines.com/NPHS/COOP/FEMACOOPGlossary.htm",
);
pub(crate) const EVALUATION_CHECKLIST: Work = work(
    "Continuity plan evaluation checklist (EMAP 4.6.2.7)",
    "https://docest.com/doc/666734/continuity-plan-evaluation-checklist",
);
pub(crate) const DEVOLUTION_TEMPLATE: Work = work(
    "Devolution of operations plan template",
    "https://1library.net/document/yr3v19jo-devolution-of-operations-plan-template.html",
);
pub(crate) const NATO_BLR: Work = work(
    "NATO CIMIC handbook, seven baseline requirements",
    "https://www.handbook.cimic-coe.org/7.Resilience/7.3Seven%20baseline%20requirements/",
);

// Likelihoods, sources, meaning.
pub(crate) const ICD_203: Work = work(
    "Intelligence Community Directive 203, analytic standards, as restated",
    "https://www.e-education.psu.edu/geointmooc/node/2027",
);
pub(crate) const ADMIRALTY: Work = work(
    "Admiralty code of source grades",
    "https://en.wikipedia.org/wiki/Admiralty_code",
);
pub(crate) const REPORT_2022: Work = work(
    "Reports of 6 and 7 March 2022 on Ukraine's government: ideas, offers and refusals",
    "https://digital-staging.thehill.com/policy/international/europe/597085-us-and-allies-discussing-potential-for-ukraine-government-in/amp",
);
pub(crate) const MEANING: Work = work("The meaning of a plan", "../../../concepts/meaning.md");
