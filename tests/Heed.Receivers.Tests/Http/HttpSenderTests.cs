using System.Net;
using System.Net.Sockets;

using Heed.Http;
using Heed.Receivers.Http;
using Heed.Testing;

using Microsoft.AspNetCore.Http;

namespace Heed.Receivers.Tests.Http;

public sealed class HttpSenderTests : IDisposable
{
    private const string SecretPath = "/services/T0/s3cr3t-key";

    private readonly HttpSender _sender = new(new HttpSenderOptions(), TimeProvider.System);

    public void Dispose() => _sender.Dispose();

    [Theory]
    [InlineData(200, "Delivered")]
    [InlineData(202, "Delivered")]
    [InlineData(400, "Rejected")]
    [InlineData(401, "Rejected")]
    [InlineData(404, "Rejected")]
    [InlineData(408, "Retry")]
    [InlineData(429, "Retry")]
    [InlineData(500, "Retry")]
    [InlineData(503, "Retry")]
    public async Task The_status_decides_whether_to_try_again(int status, string expected)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(status, "so be it"));
        ReceiverResult result = await SendAsync(server.Url);

        Assert.Equal(expected, result.GetType().Name);
        Assert.Contains("so be it", result.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("999999", 3600)]
    [InlineData("Mon, 02 Mar 2026 00:00:30 GMT", 30)]
    [InlineData("Sun, 01 Mar 2026 00:00:00 GMT", 0)]
    [InlineData("soon", null)]
    public async Task How_long_the_other_side_wants_to_be_left_alone_is_heard_within_bounds(string header, int? seconds)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(429, "", ("Retry-After", header)));
        using HttpSender sender = new(new HttpSenderOptions(), new ManualClock(DateTimeOffset.FromUnixTimeMilliseconds(Samples.StartMs)));
        ReceiverResult.Retry retry = Assert.IsType<ReceiverResult.Retry>(await SendAsync(server.Url, sender));

        Assert.Equal(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value), retry.RetryAfter);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_to_be_tried_again()
    {
        TaskCompletionSource asked = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        ManualClock clock = new(DateTimeOffset.FromUnixTimeMilliseconds(Samples.StartMs));
        using HttpSender sender = new(new HttpSenderOptions(), clock);
        Task<ReceiverResult> sending = SendAsync(server.Url, sender);
        await asked.Task.WaitAsync(LoopbackServer.Patience);
        clock.Advance(TimeSpan.FromSeconds(10));

        ReceiverResult.Retry retry = Assert.IsType<ReceiverResult.Retry>(await sending);
        Assert.Equal($"{server.Url} did not answer within 10 s", retry.Reason);
        Assert.Equal(new HttpSenderCounters(1, 0, 1, 1, 0), sender.Counters);
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_answer()
    {
        using CancellationTokenSource stop = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            await stop.CancelAsync();
            await context.Response.WriteAsync("late");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(server.Url, cancellation: stop.Token));
    }

    [Fact]
    public async Task A_reset_connection_and_a_closed_port_are_to_be_tried_again()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using TcpListener unused = new(IPAddress.Loopback, 0);
        unused.Start();
        string closed = $"http://{unused.LocalEndpoint}";
        unused.Stop();

        Assert.StartsWith($"{server.Url} could not be reached: ", Assert.IsType<ReceiverResult.Retry>(await SendAsync(server.Url)).Reason, StringComparison.Ordinal);
        Assert.Equal($"{closed} could not be reached: ConnectionError", Assert.IsType<ReceiverResult.Retry>(await SendAsync(closed)).Reason);
    }

    [Fact]
    public async Task No_result_tells_the_path_of_the_address_even_if_the_other_side_repeats_it()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(403, $"no such hook {SecretPath}"));
        ReceiverResult refused = await SendAsync(server.Url);
        ReceiverResult unreachable = await SendAsync("http://127.0.0.1:1");

        Assert.Equal($"{server.Url} answered 403: no such hook <secret>", Assert.IsType<ReceiverResult.Rejected>(refused).Reason);
        Assert.DoesNotContain("s3cr3t", unreachable.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_answer_is_read_and_shown_in_part()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(400, new string('x', 1_000_000)));
        HttpSenderOptions options = new() { MaxResponseBytes = 1000 };
        using HttpSender sender = new(options, TimeProvider.System);
        HttpAnswer answer = await sender.SendAsync(new HttpCall(Credential.FromText(server.Url), HttpOptions.Default, [], null), CancellationToken.None);

        Assert.Equal(1000, answer.Body.Length);
        Assert.True(answer.Result.ToString()!.Length < 300);
    }

    [Theory]
    [InlineData("basic_auth: { username: ann, password: pw }", "Basic YW5uOnB3")]
    [InlineData("authorization: { credentials: tok }", "Bearer tok")]
    [InlineData("authorization: { type: Key, credentials: tok }", "Key tok")]
    [InlineData("bearer_token: tok", "Bearer tok")]
    public async Task Credentials_are_sent_as_configured(string http, string expected)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync();
        IReceiver receiver = Samples.Receiver($"webhook_configs: [{{ url: '{server.Url}/x', http_config: {{ {http} }} }}]", _sender);
        await receiver.SendAsync(Samples.Notification(), CancellationToken.None);

        Assert.Equal(expected, (await server.TakeAsync()).Authorization);
    }

    [Fact]
    public async Task A_redirect_is_followed_only_where_that_is_allowed()
    {
        await using LoopbackServer target = await LoopbackServer.StartAsync();
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(307, "", ("Location", target.Url + "/there")));
        await Samples.Receiver($"webhook_configs: [{{ url: '{server.Url}' }}]", _sender).SendAsync(Samples.Notification(), CancellationToken.None);
        Assert.Equal("/there", (await target.TakeAsync()).Path);

        IReceiver strict = Samples.Receiver($"webhook_configs: [{{ url: '{server.Url}', http_config: {{ follow_redirects: false }} }}]", _sender);
        Assert.IsType<ReceiverResult.Rejected>(await strict.SendAsync(Samples.Notification(), CancellationToken.None));
    }

    private async Task<ReceiverResult> SendAsync(string url, HttpSender? sender = null, CancellationToken cancellation = default)
    {
        HttpCall call = new(Credential.FromText(url + SecretPath), HttpOptions.Default, "{}"u8.ToArray(), null);
        return (await (sender ?? _sender).SendAsync(call, cancellation)).Result;
    }
}
