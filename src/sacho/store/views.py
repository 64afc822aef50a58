"""The readable views `reports`, `claims` and `incidents`: what a person sees in Datasette.

Plain columns. `handling` is the strictest that any receipt asked for. A claim's reading is the
one that counts (`counting.readings`); `proposed` is 0 where that reading no longer holds it.
"""

from __future__ import annotations

CURRENT_READING = (
    "SELECT cr.id FROM reading cr JOIN text ct ON ct.id = cr.text"
    " JOIN description cd ON cd.entry ="
    " (SELECT max(x.entry) FROM description x WHERE x.report = {report})"
    " WHERE ct.report = {report} ORDER BY ct.entry DESC,"
    " (cr.title IS cd.title AND cr.publisher IS cd.publisher AND cr.author IS cd.author"
    " AND cr.published IS cd.published AND cr.language IS cd.language) DESC,"
    " cr.entry DESC LIMIT 1"
)

VIEWS: dict[str, str] = {
    "reports": """CREATE VIEW reports AS
SELECT r.id, c.received_name, c.received_at, c.how, d.format, d.language, d.title, d.publisher,
       d.author, d.published, d.published_from, r.size,
       CASE WHEN EXISTS (SELECT 1 FROM receipt x WHERE x.report = r.id AND x.handling = 'internal')
            THEN 'internal' ELSE 'open' END AS handling,
       (SELECT count(*) FROM receipt x WHERE x.report = r.id) AS receipts,
       (SELECT count(*) FROM text x WHERE x.report = r.id) AS texts
FROM report r
JOIN description d ON d.entry = (SELECT max(x.entry) FROM description x WHERE x.report = r.id)
JOIN receipt c ON c.entry = (SELECT min(x.entry) FROM receipt x WHERE x.report = r.id)""",
    "claims": f"""CREATE VIEW claims AS
SELECT DISTINCT c.id, k.account, a.kind, c.field, p.written, p.value, p.stance, c.of, c.speakers,
       c.spans, p.evidence, p.confidence, p.rule, g.reader, t.report, c.text, p.reading,
       CASE WHEN p.reading = ({CURRENT_READING.format(report="t.report")})
            THEN 1 ELSE 0 END AS proposed
FROM claim c
JOIN proposal p ON p.claim = c.id
 AND p.entry = (SELECT max(x.entry) FROM proposal x WHERE x.claim = c.id)
JOIN account_claim k ON k.reading = p.reading AND k.proposal_local = p.local
JOIN account a ON a.id = k.account
JOIN reading g ON g.id = p.reading
JOIN text t ON t.id = c.text""",
    "incidents": """CREATE VIEW incidents AS
SELECT i.id, i.kind, v.field, v.value, v.claims, v.origins,
       (SELECT count(*) FROM incident_account x WHERE x.incident = i.id) AS accounts,
       i.reports, i.aliases
FROM incident i LEFT JOIN voice v ON v.incident = i.id
ORDER BY i.position, v.position""",
}
