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
        {{ end }}{{ end }}{{ template "__on_call" . }}
        {{- end }}

        {{ define "__on_call" }}{{ if .OnCall }}{{ .OnCall }}
        {{ end }}{{ if .AcknowledgeURL }}Acknowledge: {{ .AcknowledgeURL }}
        {{ end }}{{ end }}

        {{ define "__firing_and_resolved" -}}
        {{ template "__on_call" . -}}
        {{ if gt (len .Alerts.Firing) 0 }}Alerts firing:
        {{ template "__text_alert_list" .Alerts.Firing }}{{ end -}}
        {{ if gt (len .Alerts.Resolved) 0 }}Alerts resolved:
        {{ template "__text_alert_list" .Alerts.Resolved }}{{ end -}}
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

        {{ define "opsgenie.default.message" }}{{ template "__subject" . }}{{ end }}
        {{ define "opsgenie.default.description" }}{{ template "__firing_and_resolved" . }}{{ end }}
        {{ define "opsgenie.default.source" }}{{ template "__alertmanagerURL" . }}{{ end }}

        {{ define "discord.default.title" }}{{ template "__subject" . }}{{ end }}
        {{ define "discord.default.message" }}{{ template "__firing_and_resolved" . }}{{ end }}
        {{ define "discord.default.content" }}{{ end }}

        {{ define "msteamsv2.default.title" }}{{ template "__subject" . }}{{ end }}
        {{ define "msteamsv2.default.text" }}{{ template "__firing_and_resolved" . }}{{ end }}

        {{ define "msteams.default.title" }}{{ template "__subject" . }}{{ end }}
        {{ define "msteams.default.summary" }}{{ template "__subject" . }}{{ end }}
        {{ define "msteams.default.text" }}{{ template "__firing_and_resolved" . }}{{ end }}

        {{ define "telegram.default.message" }}{{ template "__firing_and_resolved" . }}{{ end }}

        {{ define "mattermost.default.username" }}{{ template "__alertmanager" . }}{{ end }}
        {{ define "mattermost.default.title" }}{{ template "__subject" . }}{{ end }}
        {{ define "mattermost.default.titlelink" }}{{ template "__alertmanagerURL" . }}{{ end }}
        {{ define "mattermost.default.text" }}{{ template "__what_happened" . }}{{ end }}
        {{ define "mattermost.default.fallback" }}{{ template "__subject" . }}{{ end }}

        {{ define "victorops.default.state_message" }}{{ template "__firing_and_resolved" . }}{{ end }}
        {{ define "victorops.default.entity_display_name" }}{{ template "__subject" . }}{{ end }}
        {{ define "victorops.default.monitoring_tool" }}{{ template "__alertmanager" . }}{{ end }}

        {{ define "pushover.default.title" }}{{ template "__subject" . }}{{ end }}
        {{ define "pushover.default.message" }}{{ template "__what_happened" . }}{{ end }}
        {{ define "pushover.default.url" }}{{ template "__alertmanagerURL" . }}{{ end }}

        {{ define "sns.default.subject" }}{{ template "__subject" . }}{{ end }}
        {{ define "sns.default.message" }}{{ template "__firing_and_resolved" . }}{{ end }}

        {{ define "wechat.default.message" }}{{ template "__subject" . }}
        {{ template "__firing_and_resolved" . }}{{ template "__alertmanagerURL" . }}{{ end }}
        {{ define "wechat.default.to_user" }}{{ end }}
        {{ define "wechat.default.to_party" }}{{ end }}
        {{ define "wechat.default.to_tag" }}{{ end }}
        {{ define "wechat.default.agent_id" }}{{ end }}

        {{ define "rocketchat.default.title" }}{{ template "__subject" . }}{{ end }}
        {{ define "rocketchat.default.titlelink" }}{{ template "__alertmanagerURL" . }}{{ end }}
        {{ define "rocketchat.default.text" }}{{ template "__what_happened" . }}{{ end }}
        {{ define "rocketchat.default.emoji" }}{{ end }}
        {{ define "rocketchat.default.iconurl" }}{{ end }}

        {{ define "webex.default.message" }}{{ template "__firing_and_resolved" . }}{{ end }}

        {{ define "jira.default.summary" }}{{ template "__subject" . }}{{ end }}
        {{ define "jira.default.description" }}{{ template "__firing_and_resolved" . }}{{ end }}
        {{ define "jira.default.priority" -}}
        {{ $priority := "" }}{{ range .Alerts.Firing }}{{ $severity := .Labels.severity }}
        {{- if eq $severity "critical" }}{{ $priority = "High" }}
        {{- else if and (eq $severity "warning") (ne $priority "High") }}{{ $priority = "Medium" }}
        {{- else if and (eq $severity "info") (eq $priority "") }}{{ $priority = "Low" }}{{ end }}
        {{- end }}{{ $priority }}
        {{- end }}

        {{ define "email.default.subject" }}{{ template "__subject" . }}{{ end }}
        {{ define "email.default.text" }}{{ template "__firing_and_resolved" . }}{{ end }}
        {{ define "email.default.html" -}}
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>{{ template "__subject" . }}</title></head>
        <body style="font-family: sans-serif; color: #222">
        <h2 style="color: {{ if eq .Status "firing" }}#C62828{{ else }}#2E7D32{{ end }}">{{ template "__subject" . }}</h2>
        {{ range .Alerts }}<table style="margin: 0 0 1.5em 0">
        <tr><th colspan="2" style="text-align: left">{{ .Status | toUpper }}{{ if .Annotations.summary }}: {{ .Annotations.summary }}{{ end }}</th></tr>
        {{ range .Labels.SortedPairs }}<tr><td style="padding-right: 1em">{{ .Name }}</td><td>{{ .Value }}</td></tr>
        {{ end }}{{ range .Annotations.SortedPairs }}<tr><td style="padding-right: 1em">{{ .Name }}</td><td>{{ .Value }}</td></tr>
        {{ end }}{{ if .GeneratorURL }}<tr><td>source</td><td><a href="{{ .GeneratorURL }}">{{ .GeneratorURL }}</a></td></tr>
        {{ end }}</table>
        {{ end }}{{ if .OnCall }}<p>{{ .OnCall }}</p>{{ end }}{{ if .AcknowledgeURL }}<p><a style="display: inline-block; padding: 0.7em 2em; background: #1b6ac9; color: #fff; text-decoration: none" href="{{ .AcknowledgeURL }}">Acknowledge</a></p>
        {{ end }}<p><a href="{{ template "__alertmanagerURL" . }}">{{ template "__alertmanager" . }}</a></p>
        </body></html>
        {{- end }}
        """;
}
