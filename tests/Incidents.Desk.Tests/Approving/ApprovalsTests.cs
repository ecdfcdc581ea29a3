namespace Incidents.Desk.Tests;

public class ApprovalsTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    static readonly ApprovalKey Old = new(1, [.. Enumerable.Repeat((byte)1, 32)]);
    static readonly ApprovalKey New = new(2, [.. Enumerable.Repeat((byte)2, 32)]);
    readonly Approvals approvals = new([Old]);

    [Fact]
    public void A_token_names_its_incident_request_and_person()
    {
        Assert.True(approvals.TryRead(approvals.Token("i1", "q3", "ana"), out var link));
        Assert.Equal(new ApprovalLink("i1", "q3", "ana"), link);
    }

    [Fact]
    public void Every_changed_character_and_every_cut_makes_a_token_worthless()
    {
        var token = approvals.Token("i1", "q3", "ana");
        for (var n = 0; n < token.Length; n++)
        {
            Assert.False(approvals.TryRead($"{token[..n]}{(token[n] == 'A' ? 'B' : 'A')}{token[(n + 1)..]}", out _), $"Position {n}");
            Assert.False(approvals.TryRead(token[..n], out _));
        }

        Assert.False(approvals.TryRead(token + "A", out _));
        Assert.False(approvals.TryRead(new string('A', 100_000), out _));
    }

    [Fact]
    public void Two_keys_are_alive_during_a_rotation()
    {
        var rotated = new Approvals([New, Old]);
        Assert.True(rotated.TryRead(approvals.Token("i1", "q3", "ana"), out _));
        Assert.True(rotated.IsCode("i1", "q3", "ana", approvals.Code("i1", "q3", "ana")));
        Assert.False(new Approvals([New]).TryRead(approvals.Token("i1", "q3", "ana"), out _));
        Assert.False(approvals.TryRead(rotated.Token("i1", "q3", "ana"), out _));
    }

    [Fact]
    public void A_link_a_sign_in_and_a_session_are_not_taken_for_each_other()
    {
        Assert.False(approvals.TryReadSession(approvals.SignInToken("ana", Noon.AddHours(1)), Noon, out _));
        Assert.False(approvals.TryReadSignIn(approvals.SessionToken("ana", Noon.AddHours(1)), Noon, out _));
        Assert.False(approvals.TryRead(approvals.SessionToken("ana", Noon.AddHours(1)), out _));
        Assert.NotEqual(approvals.Token("ab", "c", "d"), approvals.Token("a", "bc", "d"));
    }

    [Fact]
    public void A_sign_in_and_a_session_expire()
    {
        Assert.True(approvals.TryReadSession(approvals.SessionToken("ana", Noon.AddHours(1)), Noon, out var person));
        Assert.Equal("ana", person);
        Assert.False(approvals.TryReadSession(approvals.SessionToken("ana", Noon), Noon, out _));
    }

    [Fact]
    public void A_code_has_six_digits_belongs_to_one_person_and_is_not_in_the_link()
    {
        var code = approvals.Code("i1", "q3", "ana");
        Assert.Matches("^[0-9]{6}$", code);
        Assert.True(approvals.IsCode("i1", "q3", "ana", $" {code[..3]} {code[3..]} "));
        Assert.False(approvals.IsCode("i1", "q3", "rui", code));
        Assert.False(approvals.IsCode("i1", "q3", "ana", ""));
        Assert.DoesNotContain(code, approvals.Token("i1", "q3", "ana"), StringComparison.Ordinal);
    }
}
