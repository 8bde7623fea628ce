using Heed.Documents;

namespace Heed.Receivers.Tests;

/// <summary>Keys of Alertmanager that do nothing here are refused with what there is in their place.</summary>
public sealed class RefusedKeyTests
{
    [Theory]
    [InlineData("slack_configs: [{ api_url: 'http://s', actions: [{ type: button, text: t, url: 'http://u', confirm: { text: sure } }] }]", "confirm", "a button acts at once")]
    [InlineData("email_configs: [{ to: a@b, from: c@d, smarthost: 'm:25', threading: { enabled: true } }]", "threading", "mails that are to stand together need one subject")]
    [InlineData("sns_configs: [{ topic_arn: 'arn:aws:sns:eu-west-1:1:t', sigv4: { access_key: a, secret_key: b, role_arn: r } }]", "role_arn", "give access_key and secret_key")]
    [InlineData("mattermost_configs: [{ webhook_url: 'http://m', props: { card: x } }]", "props", "a message is one attachment")]
    public void The_sentence_says_what_there_is_instead_and_where_to_look(string receiver, string key, string instead)
    {
        Assert.Null(Samples.TryParse("am.yml", $"route: {{ receiver: r }}\nreceivers: [{{ name: r, {receiver} }}]", out Diagnostics diagnostics));
        string said = Assert.Single(diagnostics.All).ToString();
        Assert.Contains($"\"{key}\" is not supported: {instead}", said, StringComparison.Ordinal);
        Assert.EndsWith("(docs/alerting.md, What differs from Alertmanager)", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_key_is_not_offered_where_another_one_is_unknown()
    {
        Assert.Null(Samples.TryParse("am.yml", "route: { receiver: r }\nreceivers: [{ name: r, mattermost_configs: [{ webhook_url: 'http://m', prop: x }] }]", out Diagnostics diagnostics));
        Assert.DoesNotContain("props", Assert.Single(diagnostics.All).ToString(), StringComparison.Ordinal);
    }
}
