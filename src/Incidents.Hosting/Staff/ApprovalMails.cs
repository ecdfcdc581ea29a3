using Incidents.Desk;
using Incidents.Hosting.Composition;
using Incidents.Planned;

namespace Incidents.Hosting.Staff;

/// <summary>Mails every manager that planned work waits for their word, with its text and the link to decide.</summary>
public sealed class ApprovalMails(Deployment deployment, StaffPost post, Func<PlanPolicy> policy, TimeProvider time) : IApprovalMails
{
    /// <inheritdoc/>
    public async Task<bool> AskAsync(PlannedWork work, string occasion, CancellationToken ct)
    {
        var company = policy();
        var isLate = time.GetUtcNow() >= work.Start;
        var text = $"""
            {(isLate ? "Its time has come, and the public does not know of it." : "The public does not know of it until an incident response manager publishes it.")}

            {work.Title}
            {company.Time(work.Start)} - {company.Time(work.End)}
            {string.Join(", ", work.Services.Select(s => company.ServiceName(s.Service)))}

            ----
            {work.Text}
            ----

            Read and decide: {deployment.Link($"maintenance/{work.Id}")}
            Publishing it approves the standard sentences too that follow; the page shows them. {(isLate ? "If it is not to be, cancel it or move it there." : "If nobody decides, nothing is published, and it does not begin by itself.")}

            """;
        return await post.SendAsync(deployment.Configuration.People.Where(p => p.Roles.Contains(Role.Manager)), $"maintenance:{work.Id}:{occasion}", $"maintenance/{work.Id}",
            $"{(isLate ? "Still waits" : "Waits")} for your approval: maintenance \"{work.Title}\"", text, ct);
    }
}
