/* global document */
import { element } from '../../page/element.js'

const dialog = document.querySelector('#change')

/** How a member is shown, and how it is read from its control; undefined leaves it out. */
const controls = {
  text: {
    make: (value = '') => withValue(element('input', { autocomplete: 'off', spellcheck: 'false' }), value),
    read: (control) => control.value || undefined,
  },
  name: {
    make: (value) => withValue(element('input', { autocomplete: 'off' }), value ?? ''),
    read: (control) => control.value || null,
  },
  flag: { make: (value) => element('input', { type: 'checkbox', checked: value }), read: (control) => control.checked },
  lines: {
    make: (value = []) => withValue(element('textarea', { rows: '3', spellcheck: 'false' }), value.join('\n')),
    read: (control) => control.value.split('\n').filter((line) => line !== ''),
  },
  json: {
    make: (value = []) =>
      withValue(element('textarea', { rows: '9', spellcheck: 'false' }), JSON.stringify(value, null, 2)),
    read: (control) => JSON.parse(control.value),
  },
}

function withValue(control, value) {
  control.value = value
  return control
}

/**
 * Lets an entry be changed.
 *
 * @param {(changed: object) => Promise<string | undefined>} save gives what is wrong with it
 */
export function openChange({ key, fields }, entry, save) {
  const made = fields.map((field) => ({ ...field, control: controls[field.as].make(entry[field.member]) }))
  const wrong = element('p', { class: 'wrong', role: 'alert' })
  const close = element('button', { type: 'button' }, 'Leave it')
  const form = element(
    'form',
    {},
    element('h2', { id: 'change-title' }, entry[key]),
    element('p', { class: 'about' }, entry.about),
    ...made.map(({ label, as, control }) => labelled(label, as, control)),
    wrong,
    element('p', { class: 'actions' }, element('button', { class: 'main' }, 'Save'), close),
  )
  close.addEventListener('click', () => dialog.close())
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit(made, entry, save).then((text) => (wrong.textContent = text ?? ''))
  })
  dialog.replaceChildren(form)
  dialog.showModal()
}

async function submit(made, entry, save) {
  try {
    const members = made.map(({ member, as, control }) => [member, controls[as].read(control)])
    const text = await save({ ...entry, ...Object.fromEntries(members) })
    if (text === undefined) dialog.close()
    return text
  } catch (fault) {
    return fault.message
  }
}

const labelled = (label, as, control) =>
  as === 'flag'
    ? element('label', { class: 'flag' }, control, label)
    : element('label', {}, element('span', {}, label), control)
