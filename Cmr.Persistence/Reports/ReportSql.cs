namespace Cmr.Persistence.Reports;

/// <summary>
/// The statement of each report. All give the same columns: record, time, principal, subscriber, other party, operation, transaction,
/// resources, result, outcome, count, milliseconds, amount, currency. Parameters: $1 start, $2 end, $3 and $4 time and key of the
/// last record of the page before, $5 limit, then the filters. Every one walks an index in the order of the answer and stops at the limit.
/// The key is written with its table in ORDER BY, which otherwise takes the text of the answer.
/// </summary>
internal static class ReportSql
{
    /// <summary>The literal list is that of the partial index.</summary>
    private const string OfResources = "operation IN ('ManageCmrResource', 'ManageCmrResourceBox', 'ManageCmrResourceList')";

    private const string Changes = """
        SELECT change_id::text, changed_at, principal_id, subscriber_id, NULL::text, operation, transaction_id, resource_ids, status_code,
               CASE WHEN status_code = 0 THEN 'Accepted' ELSE 'Refused' END, NULL::integer, NULL::bigint, NULL::numeric, NULL::text
        FROM change_log WHERE changed_at >= $1 AND changed_at < $2 AND (changed_at, change_id) > ($3, $4::bigint)
        """;

    private const string Calls = """
        SELECT record_id::text, received_at, NULL::text, called, caller, NULL::text, NULL::text, resource_ids, final_status,
               (ARRAY['Answered', 'Cancelled', 'Busy', 'NoAnswer', 'Rejected', 'Failed'])[outcome], NULL::integer,
               (extract(epoch FROM presentation_ended_at - presented_at) * 1000)::bigint, NULL::numeric, NULL::text
        FROM call_records WHERE received_at >= $1 AND received_at < $2 AND (received_at, record_id) > ($3, $4::uuid)
        """;

    private const string Charges = """
        SELECT charge_id::text, charged_at, principal_id, charged_party_id, NULLIF(subscriber_id, charged_party_id),
               (ARRAY['ServiceSubscription', 'ResourceSubscription', 'Renewal', 'Copy', 'Gift', 'Presentation', 'ResourceManagement'])[event], transaction_id,
               CASE WHEN resource_id IS NULL THEN ARRAY[]::text[] ELSE ARRAY[resource_id] END, NULL::integer, NULL::text, NULL::integer, NULL::bigint, amount, currency
        FROM charges WHERE charged_at >= $1 AND charged_at < $2 AND (charged_at, charge_id) > ($3, $4::bigint)
        """;

    private const string Audit = """
        SELECT audit_id::text, occurred_at, COALESCE(principal_id, claimed_id), subscriber_id, peer, operation, transaction_id, ARRAY[]::text[], status_code,
               CASE WHEN status_code = 0 THEN 'Accepted' WHEN status_code IS NOT NULL THEN 'Refused' ELSE COALESCE('Fault: ' || fault, 'Not answered') END,
               NULL::integer, duration_us / 1000, NULL::numeric, NULL::text
        FROM audit_log WHERE occurred_at >= $1 AND occurred_at < $2 AND (occurred_at, audit_id) > ($3, $4::uuid)
        """;

    /// <summary>The page is taken from the resources first; only theirs are counted. Two records for each.</summary>
    private const string Usage = """
        SELECT page.resource_id || '/' || used.operation, COALESCE(used.last, $1), page.owner_principal_id, NULL::text, NULL::text, used.operation, NULL::text,
               ARRAY[page.resource_id], NULL::integer, NULL::text, used.times::integer, used.duration, NULL::numeric, NULL::text
        FROM (SELECT resource_id, owner_principal_id FROM resources WHERE resource_id > $4 AND $3::timestamptz IS NOT NULL{0} ORDER BY resource_id LIMIT $5) page
        CROSS JOIN LATERAL (
            SELECT 'Presentation' AS operation, count(*) AS times, max(presented_at) AS last,
                   COALESCE(sum(extract(epoch FROM presentation_ended_at - presented_at) * 1000), 0)::bigint AS duration
            FROM call_records WHERE resource_ids @> ARRAY[page.resource_id] AND presented_at IS NOT NULL AND received_at >= $1 AND received_at < $2
            UNION ALL
            SELECT 'Subscription', count(*), max(changed_at), NULL
            FROM change_log WHERE resource_ids @> ARRAY[page.resource_id] AND operation IN ('SubscribeCmrResource', 'AddCmrResource', 'CopyPresentedResource')
                AND status_code = 0 AND changed_at >= $1 AND changed_at < $2) used
        ORDER BY page.resource_id, used.operation
        """;

    /// <summary>Puts the statement together.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="filters">Values of $6 and so on.</param>
    public static string Of(ReportQuery query, out List<string> filters)
    {
        List<string> values = [];
        string And(string? value, string condition)
        {
            if (value is null)
                return "";
            values.Add(value);
            return " AND " + condition.Replace("?", $"${values.Count + 5}", StringComparison.Ordinal);
        }

        string sql = query.Kind switch
        {
            ReportKind.ResourceManagement or ReportKind.ServiceManagement =>
                Changes + (query.Kind is ReportKind.ResourceManagement ? $" AND {OfResources}" : $" AND NOT {OfResources}")
                + And(query.SubscriberId, "subscriber_id = ?") + And(query.PrincipalId, "principal_id = ?") + And(query.ResourceId, "resource_ids @> ARRAY[?]")
                + " ORDER BY changed_at, change_log.change_id LIMIT $5",
            ReportKind.Presentation =>
                Calls + And(query.SubscriberId, "called = ?") + And(query.ResourceId, "resource_ids @> ARRAY[?]") + " ORDER BY received_at, call_records.record_id LIMIT $5",
            ReportKind.Charging =>
                Charges + And(query.SubscriberId, "charged_party_id = ?") + And(query.PrincipalId, "principal_id = ?") + And(query.ProviderId, "provider_id = ?") + And(query.ResourceId, "resource_id = ?")
                + " ORDER BY charged_at, charges.charge_id LIMIT $5",
            ReportKind.Audit =>
                Audit + And(query.SubscriberId, "subscriber_id = ?") + And(query.PrincipalId, "principal_id = ?") + " ORDER BY occurred_at, audit_log.audit_id LIMIT $5",
            _ => Usage.Replace("{0}", And(query.PrincipalId, "owner_principal_id = ?") + And(query.ResourceId, "resource_id = ?"), StringComparison.Ordinal),
        };
        filters = values;
        return sql;
    }
}
