// The autoscaler: its conditions in plain words, and its editor.

import { element } from './format.js';
import { getJson, send } from './feed.js';

const PREVIEW_AFTER = 250;
const byId = (id) => document.getElementById(id);

/// What a condition's reason means; upstream's message says the rest.
const MEANINGS = {
  SucceededRescale: 'It has just changed the number of pods.',
  ReadyForNewScale: 'It may change the number of pods whenever the metric asks.',
  ScaleDownStabilized: 'It wants fewer pods, but waits: a recent recommendation was higher.',
  ScaleUpStabilized: 'It wants more pods, but waits: a recent recommendation was lower.',
  FailedGetScale: 'It cannot read the size of its target.',
  FailedUpdateScale: 'It cannot change the size of its target.',
  ValidMetricFound: 'It sees a metric and counts with it.',
  FailedGetResourceMetric: 'It has no CPU figures yet: pods need about 15 s before they have one.',
  ScalingDisabled: 'It is off, because the target was scaled to zero by hand.',
  DesiredWithinRange: 'Nothing holds it back.',
  TooManyReplicas: 'It would go further, but the maximum stops it.',
  TooFewReplicas: 'It would go lower, but the minimum stops it.',
  ScaleUpLimit: 'It wants more pods at once than its scale-up policies allow.',
  ScaleDownLimit: 'It wants to drop more pods at once than its scale-down policies allow.',
};
const BAD = { AbleToScale: 'False', ScalingActive: 'False', ScalingLimited: 'True' };
const TITLES = { AbleToScale: 'Able to scale', ScalingActive: 'Metric found', ScalingLimited: 'Limited' };

/// What Kubernetes does where a spec says nothing: shown, and written only when it is edited. An
/// empty list of policies would be refused.
const USUAL_POLICIES = {
  scaleUp: [{ type: 'Pods', value: 4, periodSeconds: 15 }, { type: 'Percent', value: 100, periodSeconds: 15 }],
  scaleDown: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
};

export function showAutoscaler(state) {
  const { workload, hpa } = state;
  byId('hpa-min').textContent = workload.min;
  byId('hpa-max').textContent = workload.max;
  byId('hpa-current').textContent = workload.current;
  byId('hpa-desired').textContent = workload.desired;
  const shown = JSON.stringify(hpa.conditions);
  const list = byId('conditions');
  if (list.dataset.shown === shown) return;
  list.dataset.shown = shown;
  list.replaceChildren(...hpa.conditions.map((condition) => {
    const item = element('li', BAD[condition.type] === condition.status ? 'warn' : '',
      element('b', '', TITLES[condition.type] ?? condition.type, element('span', '', condition.reason)),
      element('p', '', MEANINGS[condition.reason] ?? condition.message));
    item.title = `${condition.type} ${condition.status}: ${condition.message}`;
    return item;
  }));
}

export class HpaEditor {
  /// @param refused is told why it cannot be edited
  constructor(dialog, button, refused) {
    this.dialog = dialog;
    button.addEventListener('click', () => this.open().catch((refusal) => refused(refusal.message)));
  }

  async open() {
    const { spec } = await getJson('/api/hpa');
    this.spec = spec;
    this.build();
    this.dialog.showModal();
    this.preview();
  }

  build() {
    const title = element('h2', '', 'Edit the autoscaler');
    title.id = 'hpa-dialog-title';
    this.form = element('form');
    this.form.noValidate = true;
    this.form.addEventListener('input', () => this.later());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.apply();
    });
    this.findings = element('div', 'stack');
    this.findings.setAttribute('aria-live', 'polite');
    this.yaml = element('pre');
    this.yaml.tabIndex = 0;
    this.yaml.setAttribute('aria-label', 'The autoscaler as YAML');
    this.applyButton = element('button', 'primary', 'Apply');
    this.applyButton.type = 'button';
    this.applyButton.addEventListener('click', () => this.apply());
    const cancel = element('button', '', 'Close');
    cancel.type = 'button';
    cancel.addEventListener('click', () => this.dialog.close());
    this.note = element('p', 'faint');
    this.note.setAttribute('role', 'status');
    this.fields();
    this.dialog.replaceChildren(element('div', 'body', element('div', 'head', title),
      element('div', 'editor', this.form, element('div', 'stack', this.findings, this.yaml)),
      element('div', 'actions', this.note, cancel, this.applyButton)));
  }

  fields() {
    const { spec } = this;
    this.inputs = new Map();
    const cpu = (spec.metrics ?? []).findIndex((metric) => metric.resource?.target?.averageUtilization);
    const size = element('div', 'row',
      this.number('Minimum pods', 'spec.minReplicas', () => spec.minReplicas, (v) => { spec.minReplicas = v; }),
      this.number('Maximum pods', 'spec.maxReplicas', () => spec.maxReplicas, (v) => { spec.maxReplicas = v; }),
      cpu < 0 ? undefined : this.number('CPU target, % of request', `spec.metrics[${cpu}].resource.target.averageUtilization`,
        () => spec.metrics[cpu].resource.target.averageUtilization,
        (v) => { spec.metrics[cpu].resource.target.averageUtilization = v; }));
    this.form.replaceChildren(
      element('fieldset', '', element('legend', '', 'Size and target'), size),
      this.rules('scaleUp', 'Scaling up'), this.rules('scaleDown', 'Scaling down'), element('input', 'unseen'));
    // Enter in a field applies; without a button of its own a form needs this one.
    const submit = this.form.lastElementChild;
    submit.type = 'submit';
    submit.tabIndex = -1;
    submit.hidden = true;
  }

  rules(direction, title) {
    const { spec } = this;
    const rules = { policies: structuredClone(USUAL_POLICIES[direction]), ...spec.behavior?.[direction] };
    const editing = (change) => (value) => {
      change(value);
      spec.behavior = { ...spec.behavior, [direction]: rules };
    };
    const path = `spec.behavior.${direction}`;
    const select = this.choice('Of several policies', `${path}.selectPolicy`, [['Max', 'fastest counts'], ['Min', 'slowest counts'], ['Disabled', 'never scale']],
      () => rules.selectPolicy ?? 'Max', editing((v) => { rules.selectPolicy = v; }));
    const head = element('div', 'row',
      this.number('Window, seconds', `${path}.stabilizationWindowSeconds`, () => rules.stabilizationWindowSeconds, editing((v) => { rules.stabilizationWindowSeconds = v; })), select);
    const policies = rules.policies.map((policy, i) => {
      const at = `${path}.policies[${i}]`;
      const remove = element('button', 'quiet', 'Remove');
      remove.type = 'button';
      remove.setAttribute('aria-label', `Remove policy ${i + 1} of ${title.toLowerCase()}`);
      remove.disabled = rules.policies.length === 1;
      remove.addEventListener('click', () => {
        editing(() => rules.policies.splice(i, 1))();
        this.again(`${path}.policies[0].type`);
      });
      return element('div', 'policy',
        this.choice('Policy', `${at}.type`, [['Percent', 'Percent'], ['Pods', 'Pods']], () => policy.type, editing((v) => { policy.type = v; })),
        this.number('at most', `${at}.value`, () => policy.value, editing((v) => { policy.value = v; })),
        this.number('per seconds', `${at}.periodSeconds`, () => policy.periodSeconds, editing((v) => { policy.periodSeconds = v; })), remove);
    });
    const add = element('button', 'quiet', 'Add a policy');
    add.type = 'button';
    add.addEventListener('click', () => {
      editing(() => rules.policies.push({ type: 'Pods', value: 2, periodSeconds: 60 }))();
      this.again(`${path}.policies[${rules.policies.length - 1}].type`);
    });
    return element('fieldset', '', element('legend', '', title), head, ...policies, add);
  }

  /// Builds the fields anew and goes on at one of them.
  again(path) {
    this.fields();
    this.inputs.get(path).focus();
    this.preview();
  }

  number(label, path, read, write) {
    const input = element('input');
    input.type = 'number';
    input.value = read() ?? '';
    input.addEventListener('input', () => write(input.value === '' ? undefined : Number(input.value)));
    this.inputs.set(path, input);
    return element('label', '', label, input);
  }

  choice(label, path, options, read, write) {
    const select = element('select');
    select.append(...options.map(([value, words]) => new Option(words, value, false, value === read())));
    select.addEventListener('input', () => write(select.value));
    this.inputs.set(path, select);
    return element('label', '', label, select);
  }

  later() {
    this.note.textContent = '';
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.preview(), PREVIEW_AFTER);
  }

  async preview() {
    this.mark();
    try {
      const answer = await send('PUT', '/api/hpa?dryRun=true', { spec: filled(this.spec) });
      this.yaml.textContent = answer.yaml ?? JSON.stringify(answer.spec, null, 2);
      const findings = answer.findings ?? [];
      this.findings.replaceChildren(...findings.map(finding), ...findings.length ? [] : [element('p', 'faint', 'Accepted, and nothing about it is known to surprise.')]);
      this.applyButton.disabled = false;
    } catch (refused) {
      this.refuse(refused);
    }
  }

  refuse(refused) {
    this.mark(refused.parameter);
    const invalid = refused.status === 400;
    this.findings.replaceChildren(element('div', 'finding refused', element('p', '', refused.message),
      invalid ? element('p', '', 'Kubernetes would refuse this.') : undefined));
    this.applyButton.disabled = invalid;
  }

  mark(path) {
    for (const [each, input] of this.inputs) input.setAttribute('aria-invalid', String(each === path));
  }

  async apply(takeOver = false) {
    // A check that is still to come would wipe out the answer.
    clearTimeout(this.waiting);
    try {
      await send('PUT', takeOver ? '/api/hpa?takeOver=true' : '/api/hpa', { spec: filled(this.spec) });
      this.note.textContent = 'Applied: it holds from the next tick on.';
      await this.preview();
      // The button that took over is gone, and with it the place where a keyboard stood.
      if (takeOver) this.applyButton.focus();
    } catch (refused) {
      if (refused.message.includes('takeOver=true')) this.offerTakeOver(refused);
      else this.refuse(refused);
    }
  }

  /// On a cluster the fields have owners, such as kubectl, and nobody's are taken without being asked for.
  offerTakeOver(refused) {
    const button = element('button', '', 'Take over and apply');
    button.type = 'button';
    button.addEventListener('click', () => this.apply(true));
    this.findings.replaceChildren(element('div', 'finding refused', element('p', '', refused.message.replace(/: change it there.*/, '.')),
      element('p', '', 'Change it there, or take it over: the value given here then holds until its owner applies theirs again.'), button));
  }
}

/// What the editor made room for and nobody filled in is not sent: a direction without policies has those of Kubernetes.
function filled(spec) {
  const rules = Object.entries(spec.behavior ?? {})
    .map(([direction, given]) => [direction, { ...given, policies: given.policies?.length > 0 ? given.policies : undefined }])
    .filter(([, given]) => Object.values(given).some((value) => value !== undefined));
  return { ...spec, behavior: rules.length > 0 ? Object.fromEntries(rules) : undefined };
}

function finding({ rule, field, sentence, better }) {
  return element('div', 'finding', element('p', '', sentence), element('p', '', `Better: ${better} `, element('code', '', `${field} [${rule}]`)));
}
