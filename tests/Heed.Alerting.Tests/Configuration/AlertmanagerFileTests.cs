using Heed.Alerting.Configuration;
using Heed.Alerting.Routing;
using Heed.Documents;
using Heed.Http;

namespace Heed.Alerting.Tests.Configuration;

public sealed class AlertmanagerFileTests
{
    private const string Receivers = "receivers: [{ name: r }]\n";

    [Fact]
    public void Children_inherit_what_they_do_not_say()
    {
        Route root = TestConfiguration.Parse("""
            route:
              receiver: r
              group_by: [a, b]
              group_wait: 1s
              repeat_interval: 2h
              routes:
                - matchers: [x="1"]
                  group_interval: 7s
                  routes: [{ matchers: [y="1"], group_by: ['...'] }, { matchers: [y="2"], group_by: [] }]
            receivers: [{ name: r }]
            """).Root;
        Route child = root.Routes[0];

        Assert.Equal(["a", "b"], child.Settings.GroupBy);
        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7)), (child.Settings.GroupWait, child.Settings.GroupInterval));
        Assert.Equal(TimeSpan.FromSeconds(7), child.Routes[0].Settings.GroupInterval);
        Assert.Equal("r", child.Routes[0].Settings.Receiver);
        Assert.Null(child.Routes[0].Settings.GroupBy);
        Assert.Empty(child.Routes[1].Settings.GroupBy!);
        Assert.Equal("""{}/{x="1"}/{y="2"}""", child.Routes[1].Key);
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromHours(2)), (root.Settings.GroupInterval, root.Settings.RepeatInterval));
    }

    [Theory]
    [InlineData("", "1:1")]
    [InlineData("# nothing yet\n", "1:1")]
    [InlineData("---\n...\n", "2:4")]
    public void An_empty_file_lacks_its_route(string text, string place)
    {
        Assert.Null(TestConfiguration.TryParse(text, out Diagnostics diagnostics));
        string mistake = Assert.Single(diagnostics.All).ToString();
        Assert.Equal($"am.yml:{place}: expected the key \"route\" (the root of the routing tree), found none", mistake);
    }

    [Theory]
    [InlineData("route: { receiver: r, group_by: [a, a] }", "am.yml:1:37: route.group_by[1]: expected every label once, found \"a\" again")]
    [InlineData("route: { receiver: r, group_by: [a, '...'] }", "expected '...' (all labels) or names of labels, found both")]
    [InlineData("route: { receiver: r, group_interval: 0s }", "expected a duration of at least 1ms, found \"0s\"")]
    [InlineData("route: { receiver: r, repeat_interval: 0s }", "expected a duration of at least 1ms, found \"0s\"")]
    [InlineData("route: { receiver: r, match: { a: b } }", "expected no matchers at the root route")]
    [InlineData("route: { receiver: r, continue: true }", "expected no continue at the root route")]
    [InlineData("route: { receiver: r, mute_time_intervals: [x] }", "expected no time intervals at the root route")]
    [InlineData("route: { group_wait: 1s }", "expected the key \"receiver\" (the name of the default receiver), found none")]
    [InlineData("route: { receiver: rr }", "expected the name of a receiver of this file, found \"rr\" (did you mean \"r\"?)")]
    [InlineData("route: { receiver: r, group_bye: [a] }", "(did you mean \"group_by\"?)")]
    [InlineData("route: { receiver: r, routes: [{ match_re: { a: } }] }", "expected a regular expression, found nothing")]
    [InlineData("route: { receiver: r, routes: [{ match_re: { a: '(' } }] }", "invalid regular expression")]
    [InlineData("route: { receiver: r, routes: [{ match: { a-b: c } }] }", "expected the name of a label, found \"a-b\"")]
    [InlineData("route: { receiver: r, routes: [{ matchers: ['a'] }] }", "expected one of = != =~ !~")]
    [InlineData("route: { receiver: r, routes: [{ active_time_intervals: [x] }] }", "expected the name of a time interval of this file, found \"x\"")]
    [InlineData("route: { receiver: r }\nroutes: 1", "unknown key \"routes\"")]
    [InlineData("route: { receiver: r }\nglobal: { resolve_timeot: 1m }", "(did you mean \"resolve_timeout\"?)")]
    [InlineData("route: { receiver: r }\ninhibit_rules: [{ source_matcher: [a=b] }]", "(did you mean \"source_matchers\"?)")]
    [InlineData("global: {}", "expected the key \"route\"")]
    public void Mistakes_are_reported_where_they_are_with_what_was_expected(string text, string expected)
    {
        Assert.Null(TestConfiguration.TryParse(text + "\n" + Receivers, out Diagnostics diagnostics));
        Assert.Contains(expected, string.Join("\n", diagnostics.All), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- { times: [{ start_time: '9:00', end_time: '17:00' }] }", "expected a time of day from 00:00 to 24:00")]
    [InlineData("- { times: [{ start_time: '17:00', end_time: '09:00' }] }", "expected the start before the end")]
    [InlineData("- { times: [{ start_time: '23:00', end_time: '24:01' }] }", "expected a time of day from 00:00 to 24:00")]
    [InlineData("- { weekdays: [funday] }", "expected one of weekdays")]
    [InlineData("- { weekdays: ['friday:monday'] }", "expected one of weekdays")]
    [InlineData("- { days_of_month: ['0'] }", "expected one of days_of_month")]
    [InlineData("- { days_of_month: ['-3:5'] }", "expected one of days_of_month")]
    [InlineData("- { days_of_month: ['-1:-3'] }", "expected one of days_of_month")]
    [InlineData("- { months: ['13'] }", "expected one of months")]
    [InlineData("- { years: ['2030:2020'] }", "expected one of years")]
    [InlineData("- { location: Atlantis }", "expected a time zone such as Europe/Berlin")]
    public void Times_that_are_none_are_refused(string part, string expected)
    {
        string text = $"route: {{ receiver: r }}\n{Receivers}time_intervals:\n  - name: t\n    time_intervals:\n      {part}\n";

        Assert.Null(TestConfiguration.TryParse(text, out Diagnostics diagnostics));
        Assert.Contains(expected, string.Join("\n", diagnostics.All), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- { days_of_month: ['-1'] }", "2026-02-28T12:00:00Z", true)]
    [InlineData("- { days_of_month: ['-1'] }", "2028-02-28T12:00:00Z", false)]
    [InlineData("- { days_of_month: ['1:-3'] }", "2026-04-28T12:00:00Z", true)]
    [InlineData("- { days_of_month: ['1:-3'] }", "2026-04-29T12:00:00Z", false)]
    [InlineData("- { days_of_month: ['31'] }", "2026-04-30T12:00:00Z", false)]
    [InlineData("- { days_of_month: ['30:31'] }", "2026-04-30T12:00:00Z", true)]
    [InlineData("- { weekdays: ['monday:friday'] }", "2026-03-06T23:59:59Z", true)]
    [InlineData("- { weekdays: ['monday:friday'] }", "2026-03-07T00:00:00Z", false)]
    [InlineData("- { weekdays: [Sunday] }", "2026-03-08T00:00:00Z", true)]
    [InlineData("- { months: ['march:may', '12'] }", "2026-12-01T00:00:00Z", true)]
    [InlineData("- { months: ['march:may', '12'] }", "2026-06-01T00:00:00Z", false)]
    [InlineData("- { years: ['2026:2027'] }", "2028-01-01T00:00:00Z", false)]
    [InlineData("- { times: [{ start_time: '09:00', end_time: '17:00' }] }", "2026-03-06T16:59:59Z", true)]
    [InlineData("- { times: [{ start_time: '09:00', end_time: '17:00' }] }", "2026-03-06T17:00:00Z", false)]
    [InlineData("- { times: [{ start_time: '22:00', end_time: '24:00' }] }", "2026-03-06T23:59:59Z", true)]
    [InlineData("- { times: [{ start_time: '02:00', end_time: '03:00' }], location: Europe/Berlin }", "2026-03-06T01:30:00Z", true)]
    [InlineData("- { times: [{ start_time: '03:00', end_time: '04:00' }], location: Europe/Berlin }", "2026-03-29T01:30:00Z", true)]
    [InlineData("- { times: [{ start_time: '02:00', end_time: '03:00' }], location: Europe/Berlin }", "2026-03-29T01:30:00Z", false)]
    public void A_time_is_in_an_interval_where_every_field_allows_it(string part, string time, bool expected)
    {
        string text = $"route: {{ receiver: r }}\n{Receivers}time_intervals:\n  - name: t\n    time_intervals:\n      {part}\n";
        long timeMs = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

        Assert.Equal(expected, TestConfiguration.Parse(text).TimeIntervals[0].Contains(timeMs));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        const string Text = """
            global: { resolve_timeout: soon }
            route: { receiver: nobody, group_bye: [a] }
            receivers:
              - name: r
                email_configs: [{ to: me@example.com }]
              - name: r
                webhook_config: []
            """;
        Assert.Null(TestConfiguration.TryParse(Text, out Diagnostics diagnostics));

        Assert.Equal([1, 2, 2, 5, 6, 7], diagnostics.All.Select(d => d.Line).Order());
        Assert.Contains("receivers[0].email_configs: unknown key \"email_configs\"", string.Join("\n", diagnostics.All), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_come_from_text_the_environment_or_a_file_and_are_never_shown()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "from-file\n");
        AlertmanagerConfiguration configuration = TestConfiguration.Parse($$"""
            route: { receiver: r }
            receivers:
              - name: r
                webhook_configs: [{ url: 'http://h/${TOKEN}/x' }, { url_file: {{file}} }, { url_file: nowhere }]
            """);
        Credential[] secrets = [.. configuration.Receivers[0].Integrations.Select(i => ((TestWebhookKind.TestOptions)i).Url!)];

        Assert.True(secrets[0].TryReveal(out string value, out _));
        Assert.Equal("http://h/t0ken-value/x", value);
        Assert.True(secrets[1].TryReveal(out value, out _));
        Assert.Equal("from-file", value);
        Assert.False(secrets[2].TryReveal(out _, out string error));
        Assert.Equal("the secret's file /etc/heed/nowhere cannot be read: FileNotFoundException", error.Replace("Directory", "File", StringComparison.Ordinal));
        Assert.DoesNotContain("t0ken", configuration.Receivers[0].Integrations[0].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", System.Text.Json.JsonSerializer.Serialize(secrets[0]), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void A_variable_that_is_not_set_and_a_secret_in_two_places_are_mistakes()
    {
        const string Text = """
            route: { receiver: r }
            receivers: [{ name: r, webhook_configs: [{ url: '${MISSING}', url_file: x }] }]
            """;
        Assert.Null(TestConfiguration.TryParse(Text, out Diagnostics diagnostics));
        Assert.Contains("expected url or url_file, found both", string.Join("\n", diagnostics.All), StringComparison.Ordinal);

        Assert.Null(TestConfiguration.TryParse(Text.Replace(", url_file: x", "", StringComparison.Ordinal), out diagnostics));
        Assert.Contains("expected the environment variable MISSING to be set", Assert.Single(diagnostics.All).Message, StringComparison.Ordinal);
    }
}
