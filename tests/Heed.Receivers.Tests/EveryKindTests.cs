using System.Net.Sockets;

using Heed.Receivers.Http;
using Heed.Receivers.Tests.Http;

namespace Heed.Receivers.Tests;

/// <summary>What holds for every kind that calls by HTTP: which answers are to be tried again, and that nothing is lost or told.</summary>
public sealed class EveryKindTests : IDisposable
{
    private const string Secret = "s3cretpath";

    /// <summary>One entry a kind; TEXT is the key of a text for people, empty for a kind that has none.</summary>
    private static readonly Dictionary<string, (string Entry, string Text)> Kinds = new()
    {
        ["webhook"] = ("url: 'URL/s3cretpath'", ""),
        ["slack"] = ("api_url: 'URL/s3cretpath'", "text"),
        ["pagerduty"] = ("url: 'URL', routing_key: s3cretpath", "description"),
        ["opsgenie"] = ("api_url: 'URL', api_key: s3cretpath", "description"),
        ["msteamsv2"] = ("webhook_url: 'URL/s3cretpath'", "text"),
        ["msteams"] = ("webhook_url: 'URL/s3cretpath'", "text"),
        ["discord"] = ("webhook_url: 'URL/s3cretpath'", "message"),
        ["telegram"] = ("api_url: 'URL', bot_token: s3cretpath, chat_id: 1", "message"),
        ["mattermost"] = ("webhook_url: 'URL/s3cretpath'", "text"),
        ["victorops"] = ("api_url: 'URL', api_key: s3cretpath, routing_key: r", "state_message"),
        ["pushover"] = ("api_url: 'URL', user_key: s3cretpath, token: s3cretpath", "message"),
        ["sns"] = ("api_url: 'URL', topic_arn: 'arn:aws:sns:us-east-2:1:t', sigv4: { access_key: a, secret_key: s3cretpath }", "message"),
        ["wechat"] = ("api_url: 'URL', api_secret: s3cretpath, corp_id: c", ""),
        ["rocketchat"] = ("api_url: 'URL', token: s3cretpath, token_id: i, channel: c", "text"),
        ["webex"] = ("api_url: 'URL', room_id: r, http_config: { authorization: { credentials: s3cretpath } }", "message"),
        ["jira"] = ("api_url: 'URL', project: p, issue_type: t, http_config: { basic_auth: { username: u, password: s3cretpath } }", ""),
        ["incidentio"] = ("url: 'URL', alert_source_token: s3cretpath", ""),
        ["alertmanager"] = ("url: 'URL', http_config: { basic_auth: { username: u, password: s3cretpath } }", ""),
    };

    private readonly HttpSender _sender = new(new HttpSenderOptions { Timeout = TimeSpan.FromSeconds(20) }, TimeProvider.System);

    public static TheoryData<string> Names => [.. Kinds.Keys];

    public static TheoryData<string> NamesWithTexts => [.. Kinds.Where(k => k.Value.Text.Length > 0).Select(k => k.Key)];

    public void Dispose() => _sender.Dispose();

    [Fact]
    public void Every_kind_but_mail_and_file_is_here() =>
        Assert.Equal(ReceiverRegistry.Kinds.Select(k => k.Name).Except(["email", "file"]).Order(StringComparer.Ordinal), Kinds.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_server_that_is_busy_or_broken_is_asked_again_when_it_wants_to_be(string kind)
    {
        foreach (int status in (int[])[429, 500, 503])
        {
            await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(status, $"not now, {Secret}", ("Retry-After", "7")));
            ReceiverResult.Retry retry = Assert.IsType<ReceiverResult.Retry>(await SendAsync(kind, server.Url));
            Assert.Equal(TimeSpan.FromSeconds(7), retry.RetryAfter);
            Assert.Contains($"answered {status}", retry.Reason, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, retry.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_server_that_refuses_is_not_asked_again_and_its_words_tell_no_secret(string kind)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(403, $"not with {Secret}"));
        ReceiverResult.Rejected refused = Assert.IsType<ReceiverResult.Rejected>(await SendAsync(kind, server.Url));

        Assert.Contains("answered 403", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_server_that_is_slow_is_left_after_the_timeout(string kind)
    {
        await using RawServer server = new(async (_, stream, cancellation) =>
        {
            await RawServer.ReadHeadersAsync(stream, cancellation);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        });

        Assert.Equal($"http://127.0.0.1:{server.Port} did not answer within 0.3 s", Assert.IsType<ReceiverResult.Retry>(await SendAsync(kind, $"http://127.0.0.1:{server.Port}", ", timeout: 300ms")).Reason);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_connection_that_is_reset_is_tried_again(string kind)
    {
        await using RawServer server = new(async (socket, stream, cancellation) =>
        {
            await RawServer.ReadHeadersAsync(stream, cancellation);
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        });

        Assert.StartsWith($"http://127.0.0.1:{server.Port} could not be reached: ", Assert.IsType<ReceiverResult.Retry>(await SendAsync(kind, $"http://127.0.0.1:{server.Port}")).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(NamesWithTexts))]
    public async Task A_template_that_fails_loses_no_notice(string kind)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(200, "ok"));
        await SendAsync(kind, server.Url, $", {Kinds[kind].Text}: '{{{{ .Missing }}}}'");
        string body = Uri.UnescapeDataString((await server.TakeAsync()).Body);

        Assert.Contains("Drift", body, StringComparison.Ordinal);
        Assert.Contains("template failed", body, StringComparison.Ordinal);
    }

    private Task<ReceiverResult> SendAsync(string kind, string url, string more = "")
    {
        string entry = Kinds[kind].Entry.Replace("'URL", "'" + url, StringComparison.Ordinal) + more;
        return Samples.Receiver($"{kind}_configs: [{{ {entry} }}]", _sender).SendAsync(Samples.Notification(), CancellationToken.None);
    }
}
