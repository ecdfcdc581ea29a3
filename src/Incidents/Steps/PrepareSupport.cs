namespace Incidents.Steps;

/// <summary>Step 3: support knows how to help users, and whether they are contacted directly.</summary>
static class PrepareSupport
{
    public static readonly PlanPart Part = new("PrepareSupport", React, i => [i.SupportRemindAt]);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        TeamSet e when i.SupportPlan is null => Decision.Of(new Noted(e.At, null, "Support was told to prepare."),
            Team.Mail(policy.Roster.With(Role.SupportContact).Prepend(i.Support!), Ask.Subject(i, "Please prepare support"),
                $"{i.Title}\n\nUsers will ask. {policy.Roster.NameOf(i.Support!)} writes the support plan in the console: the workaround, and whether users are contacted directly and why.")),
        RecordSupportPlan s => Record(i, s, policy),
        SupportPlanRecorded { DirectContact: false } e => Decision.Of(new ContactsErasureOrdered(e.At, "The support plan needs no direct contact."), new EraseContacts()),
        ClockStruck s when i.SupportRemindAt <= s.At => Decision.Of(new SupportReminded(s.At, s.At + policy.Times.Reminder),
            Team.Wake(Team.Voice(i, policy, s.At), policy, Ask.Subject(i, "The support plan is still missing"), "Please write it in the console: the workaround, and whether users are contacted directly and why.")),
        _ => Decision.Nothing,
    };

    static Decision Record(Incident i, RecordSupportPlan s, PlanPolicy policy) => i switch
    {
        { DeclaredAt: null } => Decision.Refuse("It is not an incident yet, so support has nothing to prepare."),
        { IsOver: true } => Decision.Refuse("The incident is over."),
        _ when string.IsNullOrWhiteSpace(s.Workaround) => Decision.Refuse("Please write what users can do; \"none known\" is an answer too."),
        _ when string.IsNullOrWhiteSpace(s.Reason) => Decision.Refuse("Please say why users are contacted directly, or why not."),
        { SupportPlan: { } plan } when plan.Workaround == s.Workaround && plan.DirectContact == s.DirectContact && plan.Reason == s.Reason => Decision.Nothing,
        _ => Decision.Of(new SupportPlanRecorded(s.At, s.By, s.Workaround, s.DirectContact, s.Reason, [.. i.Reporters]))
            .AndIf(s.PublishWorkaround && i is { IsPublic: true, IsUnresolved: true }, () => Decision.Of(Drafting.FromTemplate(i with { SupportPlan = new(s.At, s.By, s.Workaround, s.DirectContact, s.Reason, []) },
                s.At, NoticeKind.Workaround, Audience.Public, policy) is var draft ? draft with { By = s.By } : draft)),
    };
}
