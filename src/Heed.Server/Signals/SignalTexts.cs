namespace Heed.Server.Signals;

/// <summary>The words of the default alerts: templates as any rule may have them.</summary>
internal static class SignalTexts
{
    /// <summary>Selects the series of the alert's own change, whatever its labels.</summary>
    private const string Own =
        """{{ $own := printf "{model_name=%q, kind=%q, feature_name=%q, segment=%q}" $labels.model_name $labels.kind $labels.feature_name $labels.segment }}""";

    private const string Size = """
        {{ with query (printf "round(100 * ml_change_current_ratio%s, 0.1)" $own) }}{{ with first . }}{{ $now := .Value }}{{ $what := reReplaceAll "_" " " .Labels.subject }}
        """;

    private const string End = "{{ end }}{{ end }}";

    /// <summary>Of a number that has moved, in its own unit: "; median 410000, 4100 in the baseline (100 times)".</summary>
    public const string Median = """
        {{ with query (printf "ml_change_median%s" $own) }}; median {{ . | first | value }}{{ with query (printf "ml_change_expected_median%s" $own) }}, {{ . | first | value }} in the baseline{{ end }}{{ with query (printf "round(ml_change_median%s / ml_change_expected_median%s, 0.1) >= 2" $own $own) }} ({{ . | first | value }} times){{ end }}{{ end }}
        """;

    /// <summary>The same of a change of the whole model, for an alert whose labels do not name it.</summary>
    public static string OwnOf(string kind) => $$$"""{{ $own := printf "{model_name=%q, kind=\"{{{kind}}}\"}" $labels.model_name }}""";

    /// <summary>When it began, and which features changed beside it: a symptom names its probable cause.</summary>
    public const string Cause = Own + CauseOfOwn;

    public const string CauseOfOwn = """
        {{ with query (printf "ml_change_since_timestamp_seconds%s" $own) }}since {{ . | first | value | humanizeTimestamp | reReplaceAll ":[0-9.]+ .0000 UTC" " UTC" }}{{ end }}{{ range query (printf "ml_drift_evidence{model_name=%q, kind=~\"data_quality|frozen|distribution\"} >= 1" $labels.model_name) }}{{ if ne .Labels.feature_name $labels.feature_name }}; changed input: {{ .Labels.feature_name }}{{ with query (printf "round(100 * ml_change_current_ratio{model_name=%q, kind=%q, feature_name=%q}, 0.1)" .Labels.model_name .Labels.kind .Labels.feature_name) }} ({{ . | first | value }} % {{ . | first | label "subject" | reReplaceAll "_" " " }}){{ end }}{{ end }}{{ end }}
        """;

    public const string Deployment = """
        {{ with query (printf "ml_last_deployment_timestamp_seconds{model_name=%q}" $labels.model_name) }}version {{ . | first | label "model_version" }}, {{ . | first | value | humanizeTimestamp | reReplaceAll ":[0-9.]+ .0000 UTC" " UTC" }}{{ end }}
        """;

    /// <summary>What it does to quality: how far the figures with labels have moved.</summary>
    public const string Effect =
        """{{ range query (printf "ml_model_quality_change{model_name=%q, segment=\"\"}" $labels.model_name) }}{{ .Labels.metric }} {{ printf "%+.2g" .Value }} {{ end }}""";

    /// <summary>By how much, in shares: "42 % of its values are missing, 1.2 % in the baseline".</summary>
    /// <param name="things">What the share is of, and its verb.</param>
    /// <param name="what">What becomes of the changed component's name; empty to leave it out.</param>
    /// <param name="usual">Where the usual share is from; empty to leave that out.</param>
    public static string Shares(string things, string what = " {{ $what }}", string usual = " in the baseline") =>
        Own + SharesOfOwn("", things + what, usual);

    /// <param name="before">What stands before it where there is anything to say.</param>
    public static string SharesOfOwn(string before, string things, string usual) =>
        Size.Trim() + $"{before}{{{{ $now }}}} % of {things}" + (usual.Length == 0 ? "" : Expected(usual)) + End;

    private static string Expected(string usual) =>
        """{{ with query (printf "round(100 * ml_change_expected_ratio%s, 0.01)" $own) }}, {{ . | first | value }} %""" + usual + "{{ end }}";
}
