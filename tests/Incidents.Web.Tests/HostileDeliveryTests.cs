using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Incidents.Alerts;
using Incidents.Desk;
using Incidents.Tests;

namespace Incidents.Web.Tests;

/// <summary>Every sender's documents over HTTP, as they should be and as they should not: each has its defined answer. The proof is Standard Webhooks for all, which any source may use.</summary>
public class HostileDeliveryTests
{
    static int sent;

    public static TheoryData<string> Types => [.. Senders.All.Select(sender => sender.Type)];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Firing_a_duplicate_and_unknown_members_make_one_alert_and_the_end_ends_it(string type)
    {
        await using var site = await Site.StartAsync(everySender: true);
        var firing = Sample.Text(type, "firing");

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, type, Bytes(firing)));
        await Eventually.HoldsAsync(async () => (await IncidentsAsync(site)).Count == 1);
        site.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, type, Bytes(firing)));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, type, Bytes(Sample.WithUnknownMembers(firing))));
        await SettledAsync(site);
        var alert = Assert.Single((await site.LookAsync(Assert.Single(await IncidentsAsync(site)).Id)).Alerts.Values);
        Assert.True(alert.Firing);

        site.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, type, Bytes(Sample.Text(type, "resolved"))));
        await Eventually.HoldsAsync(async () => Assert.Single(await IncidentsAsync(site)).Phase == Phase.NearMiss);
        Assert.Empty(await site.Log.QuarantineAsync(10, Ct));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task What_is_cut_short_or_of_another_encoding_is_kept_in_quarantine_with_202(string type)
    {
        await using var site = await Site.StartAsync(everySender: true);
        var firing = Sample.Text(type, "firing");
        byte[][] spoilt =
        [
            Bytes(firing)[..(firing.Length / 2)], [], Encoding.Unicode.GetBytes(firing), Encoding.UTF32.GetBytes(firing), [0xEF, 0xBB, 0xBF, .. Bytes(firing)], [.. Bytes(firing), 0],
            [.. Encoding.Latin1.GetBytes(firing[..^1]), 0xE9, (byte)firing[^1]], Bytes(new string('[', 100_000)), Bytes("\0"), Bytes($"{firing}{firing}"),
        ];
        foreach (var body in spoilt)
        {
            Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, type, body));
        }

        await Eventually.HoldsAsync(async () => (await site.Log.QuarantineAsync(100, Ct)).Count == spoilt.Length);
        Assert.All(await site.Log.QuarantineAsync(100, Ct), kept => Assert.False(string.IsNullOrWhiteSpace(kept.Reason)));
        Assert.Empty(await IncidentsAsync(site));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_signature_is_good_for_its_own_body_once_and_not_for_ever(string type)
    {
        await using var site = await Site.StartAsync(everySender: true);
        var (body, other) = (Bytes("what nobody can map"), Bytes(Sample.Text(type, "firing")));
        var signed = Signed(site, body, "m1");

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, type, body, signed));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, type, body, signed));
        await SettledAsync(site);
        Assert.Equal($"every-{type}/m1", Assert.Single(await site.Log.QuarantineAsync(10, Ct)).Input.Id);

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, type, other, signed));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, type, other, []));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, type, other, [.. signed[..2], ("webhook-signature", "v1,AAAA")]));
        site.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, type, body, signed));
        await SettledAsync(site);
        Assert.Empty(await IncidentsAsync(site));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task What_is_too_large_compressed_or_of_another_media_type_is_told_so(string type)
    {
        await using var site = await Site.StartAsync(everySender: true);
        var firing = Bytes(Sample.Text(type, "firing"));
        var large = new byte[(1024 * 1024) + 1];
        Array.Fill(large, (byte)' ');

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(site, type, large));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, type, large[1..]));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PostAsync(site, type, firing, mediaType: "text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PostAsync(site, type, firing, mediaType: null));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PostAsync(site, type, firing, encoding: "gzip"));
        await Eventually.HoldsAsync(async () => (await site.Log.QuarantineAsync(10, Ct)).Count == 1);
        Assert.Empty(await IncidentsAsync(site));
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    static Task<IReadOnlyList<IncidentHead>> IncidentsAsync(Site site) => site.Log.HeadsAsync(HeadFilter.All, 10, Ct);

    static Task SettledAsync(Site site) => Eventually.HoldsAsync(async () => (await site.Log.WaitingInputsAsync(1, Ct)).Count == 0);

    static (string, string)[] Signed(Site site, byte[] body, string id)
    {
        var stamp = site.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] content = [.. Bytes($"{id}.{stamp}."), .. body];
        return [("webhook-id", id), ("webhook-timestamp", stamp), ("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Site.HookSecret, content))}")];
    }

    static async Task<HttpStatusCode> PostAsync(Site site, string type, byte[] body, (string, string)[]? proof = null, string? mediaType = "application/json", string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = mediaType is null ? null : new MediaTypeHeaderValue(mediaType);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        var id = $"d{Interlocked.Increment(ref sent).ToString(CultureInfo.InvariantCulture)}";
        using var answer = await site.SendAsync(HttpMethod.Post, $"/api/alerts/every-{type}", null, content, proof ?? Signed(site, body, id));
        return answer.StatusCode;
    }
}
