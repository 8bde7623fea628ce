using Heed.Alerting.Escalation;
using Heed.Alerting.Notifications;

namespace Heed.Alerting.Tests.Escalation;

public sealed class AcknowledgementLinksTests
{
    private const long NowMs = 1_772_442_000_000;

    private static readonly AcknowledgementLinks Links = Of(1);

    [Fact]
    public void A_link_names_one_incident_and_one_person_until_its_end()
    {
        AcknowledgementLink link = Links.Create("abc", "ana", NowMs);

        Assert.Equal("http://heed.example/v1/oncall/acknowledge?token=" + link.Token, link.Url);
        Assert.Equal(LinkOutcome.Valid, Links.Check(link.Token, NowMs + 3_599_999, out string incident, out string person));
        Assert.Equal(("abc", "ana"), (incident, person));
        Assert.Equal(LinkOutcome.Expired, Links.Check(link.Token, NowMs + 3_600_000, out _, out _));
    }

    [Fact]
    public void Every_change_of_a_single_character_is_a_forgery()
    {
        string token = Links.Create("abc", "ana", NowMs).Token;
        for (int i = 0; i < token.Length - 1; i++)
        {
            char other = token[i] == 'A' ? 'B' : 'A';
            Assert.Equal(LinkOutcome.Forged, Links.Check(token[..i] + other + token[(i + 1)..], NowMs, out string incident, out _));
            Assert.Empty(incident);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("abc")]
    [InlineData("a.b")]
    [InlineData("!.!")]
    public void What_is_no_token_is_a_forgery(string token) => Assert.Equal(LinkOutcome.Forged, Links.Check(token, NowMs, out _, out _));

    [Fact]
    public void Another_servers_links_are_forgeries() =>
        Assert.Equal(LinkOutcome.Forged, Links.Check(Of(2).Create("abc", "ana", NowMs).Token, NowMs, out _, out _));

    private static AcknowledgementLinks Of(byte key)
    {
        byte[] bytes = new byte[AcknowledgementLinks.KeyBytes];
        Array.Fill(bytes, key);
        return new AcknowledgementLinks(bytes, "http://heed.example", TimeSpan.FromHours(1), callsBack: false);
    }
}
