namespace Heed.Alerting.Templating;

/// <summary>
/// The templates that receivers use where the configuration says nothing. Their names and what they are for are Alertmanager's, so
/// that files of templates which call them or replace them work.
/// </summary>
internal static class DefaultTemplates
{
    public const string Text = """
        {{ define "__alertmanager" }}Heed{{ end }}
        {{ define "__alertmanagerURL" }}{{ .ExternalURL }}/alerts?receiver={{ .Receiver | urlquery }}{{ end }}

        {{ define "__counted_status" -}}
        {{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ len .Alerts.Firing }}{{ end }}
        {{- end }}

        {{ define "__beyond_group" -}}
        {{ if gt (len .CommonLabels) (len .GroupLabels) }} ({{ join " " (.CommonLabels.Remove .GroupLabels.Names).Values }}){{ end }}
        {{- end }}

        {{ define "__subject" }}[{{ template "__counted_status" . }}] {{ join " " .GroupLabels.SortedPairs.Values }}{{ template "__beyond_group" . }}{{ end }}

        {{ define "__text_alert_list" -}}
        {{ range . }}Labels:
        {{ range .Labels.SortedPairs }} - {{ .Name }} = {{ .Value }}
        {{ end }}Annotations:
        {{ range .Annotations.SortedPairs }} - {{ .Name }} = {{ .Value }}
        {{ end }}Source: {{ .GeneratorURL }}
        {{ end }}
        {{- end }}

        {{ define "__what_happened" -}}
        {{ range .Alerts }}{{ if .Annotations.summary }}{{ .Annotations.summary }}
        {{ else if .Annotations.description }}{{ .Annotations.description }}
        {{ else if .Annotations.message }}{{ .Annotations.message }}
        {{ end }}{{ end }}
        {{- end }}

        {{ define "slack.default.title" }}{{ template "__subject" . }}{{ end }}
        {{ define "slack.default.username" }}{{ template "__alertmanager" . }}{{ end }}
        {{ define "slack.default.fallback" }}{{ template "slack.default.title" . }} | {{ template "slack.default.titlelink" . }}{{ end }}
        {{ define "slack.default.callbackid" }}{{ end }}
        {{ define "slack.default.pretext" }}{{ end }}
        {{ define "slack.default.titlelink" }}{{ template "__alertmanagerURL" . }}{{ end }}
        {{ define "slack.default.iconemoji" }}{{ end }}
        {{ define "slack.default.iconurl" }}{{ end }}
        {{ define "slack.default.text" }}{{ template "__what_happened" . }}{{ end }}
        {{ define "slack.default.footer" }}{{ end }}

        {{ define "pagerduty.default.description" }}{{ template "__subject" . }}{{ end }}
        {{ define "pagerduty.default.client" }}{{ template "__alertmanager" . }}{{ end }}
        {{ define "pagerduty.default.clientURL" }}{{ template "__alertmanagerURL" . }}{{ end }}
        {{ define "pagerduty.default.instances" }}{{ template "__text_alert_list" . }}{{ end }}
        """;
}
