namespace Heed.Server.Signals;

/// <summary>The words of the default alerts: templates as any rule may have them.</summary>
internal static class SignalTexts
{
    /// <summary>Selects the series of the alert's own change, whatever its labels.</summary>
    private const string Own =
        """{{ $own := printf "{model_name=%q, kind=%q, feature_name=%q, segment=%q}" $labels.model_name $labels.kind $labels.feature_name $labels.segment }}""";

    private const string Size = """
        {{ with query (printf "ml_change_current_ratio%s" $own) }}{{ with first . }}{{ $now := .Value }}{{ $what := .Labels.subject }}
        """;

    private const string End = "{{ end }}{{ end }}";

    /// <summary>By how much, in shares: "42 % missing, 1.2 % as a rule".</summary>
    public static string Shares(string things, string verb = "are") => Own + Size.Trim()
        + $"{{{{ $now | humanizePercentage }}}} of {things} {verb} {{{{ $what }}}}"
        + """{{ with query (printf "ml_change_expected_ratio%s" $own) }}, {{ . | first | value | humanizePercentage }} in the baseline{{ end }}"""
        + End;

    /// <summary>When it began, which deployment was near, and which features changed: a symptom names its probable cause.</summary>
    public const string Cause = Own + """
        {{ with query (printf "ml_change_since_timestamp_seconds%s" $own) }}since {{ . | first | value | humanizeTimestamp }}{{ end }}{{ range query (printf "ml_drift_evidence{model_name=%q, kind=~\"data_quality|frozen|distribution\"} >= 1" $labels.model_name) }}{{ if ne .Labels.feature_name $labels.feature_name }}; changed input: {{ .Labels.feature_name }} ({{ .Labels.kind }}{{ with query (printf "ml_change_current_ratio{model_name=%q, kind=%q, feature_name=%q}" .Labels.model_name .Labels.kind .Labels.feature_name) }}, {{ . | first | value | humanizePercentage }} {{ . | first | label "subject" }}{{ end }}){{ end }}{{ end }}
        """;

    public const string Deployment =
        """{{ with query (printf "ml_last_deployment_timestamp_seconds{model_name=%q}" $labels.model_name) }}version {{ . | first | label "model_version" }}, {{ . | first | value | humanizeTimestamp }}{{ end }}""";

    /// <summary>What it does to quality: how far the figures with labels have moved.</summary>
    public const string Effect =
        """{{ range query (printf "ml_model_quality_change{model_name=%q, segment=\"\"}" $labels.model_name) }}{{ .Labels.metric }} {{ .Value | humanize }} {{ end }}""";
}
