/**
 * What we tell people, EN. `mail` is readable on a locked phone by anybody: no diagnosis, no plan, no name of another person.
 * `app` is read after sign-in. Texts are Liquid; the variables of each are listed in {@link TemplateVariables}.
 */
export interface MessageTemplate {
  purpose: MessagePurpose;
  mail: { subject: string; body: string; action: string };
  app: { title: string; body: string };
}

export const messagePurposes = ['reminder', 'plan', 'approval', 'care_alert', 'service', 'account', 'safety'] as const;
export type MessagePurpose = (typeof messagePurposes)[number];

/** Purposes a person cannot switch off: they protect somebody. */
export const mandatoryPurposes: readonly MessagePurpose[] = ['safety', 'account'];

export interface TemplateVariables {
  clinic: string;
  phone: string;
  recipient: string;
  plan: string;
  patient: string;
  colleague: string;
  reason: string;
  left: number;
  reminder: number;
  outcome: string;
  date: string;
  service: string;
}

const sentence = (subject: string, body: string, action: string): MessageTemplate['mail'] => ({ subject, body, action });

export const messageTemplates = {
  session_reminder: {
    purpose: 'reminder',
    mail: sentence(
      'A session is open this week',
      'One of your sessions is still open this week. Today would be a good day for it.',
      'Open today',
    ),
    app: {
      title: 'A session is open this week',
      body: '{% if left == 1 %}One session is{% else %}{{ left }} sessions are{% endif %} still open in “{{ plan }}”. Today would be a good day.',
    },
  },
  plan_ready: {
    purpose: 'plan',
    mail: sentence(
      'Your new programme is ready',
      '{{ clinic }} has prepared a programme for you. You can look at it and start whenever it suits you.',
      'See the programme',
    ),
    app: { title: 'Your programme is ready', body: '“{{ plan }}” can start. The first session waits under Today.' },
  },
  plan_finished: {
    purpose: 'plan',
    mail: sentence(
      'Your programme has ended',
      'Your programme at {{ clinic }} has ended. See what you reached and what comes next.',
      'See your progress',
    ),
    app: { title: 'Your programme has ended', body: '“{{ plan }}” has ended. Your progress shows what you reached.' },
  },
  follow_up: {
    purpose: 'plan',
    mail: sentence(
      'How are you doing?',
      'A while ago your programme at {{ clinic }} ended. Your clinic would like to know how you are.',
      'Open your progress',
    ),
    app: {
      title: 'How are you doing?',
      body: '“{{ plan }}” ended a while ago. If something has changed, call {{ clinic }}{% if phone != "" %} on {{ phone }}{% endif %}.',
    },
  },
  approval_waiting: {
    purpose: 'approval',
    mail: sentence(
      'A request waits for your decision',
      'A colleague asks for an approval at {{ clinic }}.',
      'Review the request',
    ),
    app: {
      title: '“{{ plan }}” waits for approval',
      body: '{% if patient != "" %}For {{ patient }}. {% endif %}It waits for a colleague who is not its author.',
    },
  },
  approval_reminder: {
    purpose: 'approval',
    mail: sentence(
      'A request still waits for a decision',
      'A request for approval at {{ clinic }} is still open. This is reminder {{ reminder }}.',
      'Review the request',
    ),
    app: {
      title: '“{{ plan }}” still waits for approval',
      body: 'Reminder {{ reminder }}.{% if patient != "" %} For {{ patient }}.{% endif %}',
    },
  },
  approval_escalated: {
    purpose: 'approval',
    mail: sentence(
      'A request was passed on to you',
      'A request for approval at {{ clinic }} needs somebody else to decide it and now comes to you.',
      'Review the request',
    ),
    app: {
      title: '“{{ plan }}” was passed on to you',
      body: '{% if reason == "no_stand_in" %}The colleague who was asked is away, and nobody stands in who may decide it.{% elsif reason == "nobody_left" %}Nobody else is left who may decide it.{% else %}Nobody decided in time.{% endif %}{% if patient != "" %} It is for {{ patient }}.{% endif %}',
    },
  },
  approval_delegated: {
    purpose: 'approval',
    mail: sentence(
      'A colleague handed a request to you',
      'A colleague at {{ clinic }} asks you to decide a request.',
      'Review the request',
    ),
    app: {
      title: '“{{ plan }}” was handed to you',
      body: '{% if patient != "" %}For {{ patient }}. {% endif %}A colleague asks you to decide.',
    },
  },
  approval_stand_in: {
    purpose: 'approval',
    mail: sentence(
      'A request comes to you while a colleague is away',
      'You stand in for a colleague at {{ clinic }}, and a request for approval was meant for them.',
      'Review the request',
    ),
    app: {
      title: '“{{ plan }}” waits for your approval',
      body: 'For {{ colleague }}, who is away.{% if patient != "" %} The plan is for {{ patient }}.{% endif %}',
    },
  },
  approval_decided: {
    purpose: 'approval',
    mail: sentence('Your request was decided', 'A request of yours at {{ clinic }} was decided.', 'See the decision'),
    app: {
      title: '“{{ plan }}” was {{ outcome }}',
      body: '{% if reason != "" %}{{ reason }}{% else %}{% if patient != "" %}For {{ patient }}.{% endif %}{% endif %}',
    },
  },
  patient_silent: {
    purpose: 'care_alert',
    mail: sentence(
      'A patient has gone quiet',
      'One of your patients at {{ clinic }} has not logged anything for a while.',
      'Open the list',
    ),
    app: { title: '{{ patient }} has not logged anything lately', body: 'In “{{ plan }}”. A short message or call often helps.' },
  },
  pain_rising: {
    purpose: 'care_alert',
    mail: sentence(
      'A patient reports more pain',
      'The reports of one of your patients at {{ clinic }} need a look.',
      'Open the patient',
    ),
    app: { title: '{{ patient }} reports rising pain', body: 'Three sessions in a row in “{{ plan }}”.' },
  },
  hurt_reported: {
    purpose: 'safety',
    mail: sentence(
      'A patient reported that it hurts',
      'A patient at {{ clinic }} reported pain during a session.',
      'Open the report',
    ),
    app: { title: '{{ patient }} says it hurts', body: 'During a session of “{{ plan }}”.' },
  },
  red_flag_answered: {
    purpose: 'safety',
    mail: sentence(
      'A patient needs a call',
      'The answers of a patient at {{ clinic }} need a look before anything else.',
      'Open the answers',
    ),
    app: {
      title: '{{ patient }} answered a safety question with yes',
      body: 'Before starting “{{ plan }}”. They were shown the clinic phone and the emergency text.',
    },
  },
  service_expiring: {
    purpose: 'service',
    mail: sentence('One of your services ends soon', 'A service at {{ clinic }} ends on {{ date }}.', 'See your services'),
    app: { title: '“{{ service }}” ends on {{ date }}', body: 'Ask {{ clinic }} if you would like to go on.' },
  },
} as const satisfies Record<string, MessageTemplate>;

export type TemplateCode = keyof typeof messageTemplates;
