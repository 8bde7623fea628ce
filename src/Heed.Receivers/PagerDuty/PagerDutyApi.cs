namespace Heed.Receivers.PagerDuty;

/// <summary>PagerDuty's ways in.</summary>
public enum PagerDutyApi
{
    /// <summary>Alerts, by the Events API, version 2.</summary>
    Alerts,

    /// <summary>Changes that people see beside their incidents and nobody is woken for, by the Events API, version 2.</summary>
    Changes,

    /// <summary>Alerts, by the Events API, version 1: keys of older integrations.</summary>
    FirstVersion,
}
