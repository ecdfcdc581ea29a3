using Incidents.Public;

namespace Incidents.Tests;

public class PublicRecordTests
{
    static readonly DateTimeOffset Start = Company.Monday;

    [Fact]
    public void What_the_public_was_never_told_has_no_public_record() =>
        Assert.Null(PublicRecord.Of("i", Incident.None with { OpenedAt = Start, Service = "checkout" }));

    [Fact]
    public void An_update_keeps_the_state_before_it_and_a_relapse_goes_back()
    {
        var record = Of(NoticeKind.Investigating, NoticeKind.Workaround, NoticeKind.Identified, NoticeKind.Update, NoticeKind.Investigating);
        Assert.Equal([PublicState.Investigating, PublicState.Investigating, PublicState.Identified, PublicState.Identified, PublicState.Investigating], record.Updates.Select(u => u.State));
        Assert.Equal(("Title 1", PublicState.Investigating), (record.Title, record.State));
        Assert.Null(record.ResolvedAt);
    }

    [Fact]
    public void A_word_after_the_resolution_does_not_move_its_time() =>
        Assert.Equal(Start.AddMinutes(2), Of(NoticeKind.Investigating, NoticeKind.Resolved, NoticeKind.Update).ResolvedAt);

    static PublicIncident Of(params NoticeKind[] kinds) => PublicRecord.Of("i", Incident.None with
    {
        OpenedAt = Start,
        Service = "checkout",
        Published = [.. kinds.Select((kind, n) => Notice(kind, n + 1))],
    })!;

    static NoticePublished Notice(NoticeKind kind, int number) =>
        new(Start.AddMinutes(number), number, new Notice(kind, Audience.Public, number, $"Title {number}", "Text", null), "mia", null, BySilence: false, null, null);
}
