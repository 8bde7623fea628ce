using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using Heed.Receivers.Slack;

namespace Heed.Receivers.Tests;

public sealed class SlackRequestsTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const long NowMs = 1_772_442_000_000;

    /// <summary>The body and the signature that Slack's own documentation of signing gives as its example.</summary>
    [Fact]
    public void The_documented_example_is_accepted()
    {
        const string body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
            + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
            + "%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        const string signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

        Assert.Equal(SlackRequestOutcome.Accepted, new SlackRequests(10).Check(Secret, "1531420618", signature, Encoding.UTF8.GetBytes(body), 1_531_420_618_000));
    }

    [Fact]
    public void A_request_is_taken_once() => Assert.Equal(
        [SlackRequestOutcome.Accepted, SlackRequestOutcome.Replayed, SlackRequestOutcome.Accepted],
        Check(new SlackRequests(10), ("a", 0), ("a", 0), ("b", 0)));

    [Theory]
    [InlineData(-300, SlackRequestOutcome.Accepted)]
    [InlineData(-301, SlackRequestOutcome.Late)]
    [InlineData(300, SlackRequestOutcome.Accepted)]
    [InlineData(301, SlackRequestOutcome.Late)]
    public void A_request_is_taken_within_five_minutes_of_its_time(int seconds, SlackRequestOutcome expected) =>
        Assert.Equal([expected], Check(new SlackRequests(10), ("a", seconds)));

    [Fact]
    public void Another_body_another_time_another_secret_and_no_signature_are_forgeries()
    {
        SlackRequests requests = new(10);
        string signature = Sign("a", NowMs / 1000, Secret);
        string time = (NowMs / 1000).ToString(CultureInfo.InvariantCulture);

        Assert.Equal(SlackRequestOutcome.Forged, requests.Check(Secret, time, signature, "b"u8, NowMs));
        Assert.Equal(SlackRequestOutcome.Forged, requests.Check(Secret, "1772442001", signature, "a"u8, NowMs));
        Assert.Equal(SlackRequestOutcome.Forged, requests.Check("other", time, signature, "a"u8, NowMs));
        Assert.Equal(SlackRequestOutcome.Forged, requests.Check(Secret, time, "", "a"u8, NowMs));
        Assert.Equal(SlackRequestOutcome.Forged, requests.Check(Secret, "", signature, "a"u8, NowMs));
    }

    [Fact]
    public void What_cannot_be_remembered_is_not_taken() => Assert.Equal(
        [SlackRequestOutcome.Accepted, SlackRequestOutcome.Replayed],
        Check(new SlackRequests(1), ("a", 0), ("b", 0)));

    [Theory]
    [InlineData("{\"type\":\"interactive_message\",\"actions\":[{\"name\":\"heed_acknowledge\",\"type\":\"button\",\"value\":\"tok\"}],\"user\":{\"id\":\"U1\",\"name\":\"ana\"}}", "U1 ana tok")]
    [InlineData("{\"type\":\"block_actions\",\"actions\":[{\"action_id\":\"heed_acknowledge\",\"value\":\"tok\"}],\"user\":{\"id\":\"U1\",\"username\":\"ana\"}}", "U1 ana tok")]
    [InlineData("{\"actions\":[{\"name\":\"other\",\"value\":\"tok\"}],\"user\":{\"id\":\"U1\"}}", "")]
    [InlineData("{\"actions\":7}", "")]
    [InlineData("not json", "")]
    public void Both_forms_of_buttons_are_understood_and_others_are_not(string payload, string expected)
    {
        SlackPress? press = SlackPress.Parse(Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(payload)));
        Assert.Equal(expected, press is null ? "" : $"{press.UserId} {press.UserName} {press.Value}");
    }

    private static List<SlackRequestOutcome> Check(SlackRequests requests, params (string Body, int Seconds)[] calls) =>
    [
        .. calls.Select(call =>
        {
            long seconds = (NowMs / 1000) + call.Seconds;
            string time = seconds.ToString(CultureInfo.InvariantCulture);
            return requests.Check(Secret, time, Sign(call.Body, seconds, Secret), Encoding.UTF8.GetBytes(call.Body), NowMs);
        }),
    ];

    private static string Sign(string body, long seconds, string secret)
    {
        byte[] signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"v0:{seconds}:{body}"));
        return "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}
