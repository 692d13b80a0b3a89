import { expect, it } from 'vitest';
import { isUnnamedDescription } from '../../../src/extraction/names/description.ts';

it.each([
  ...['two officials', 'several people', 'Several people', 'a source close to the president', 'social media users'],
  ...['witnesses', 'Witnesses', 'eyewitnesses', 'US officials', 'Ministry of Defence officials', 'a man in Kyiv'],
  ...['people familiar with the matter', 'an unnamed diplomat', 'anonymous sources', 'a spokesman', 'someone'],
  ...['Facebook user', 'Facebook Users', 'social media', 'Viral post', 'Multiple sources', 'Unknown', 'Anonymous'],
  ...[
    'Several people on social media',
    'Posts on Facebook and Twitter',
    'X users',
    'WhatsApp forwards',
    'chain e-mail',
  ],
  ...[
    'Usuarios de Facebook',
    'Redes sociales',
    'des internautes',
    'Facebook-Nutzer',
    'Soziale Medien',
    'internet users',
  ],
  ...['a Russian news report', 'media reports', 'Russian media', 'sources in Seoul', 'the officials'],
])('“%s” names nobody', (words) => {
  expect(isUnnamedDescription(words)).toBe(true);
});

it.each([
  ...['Yonhap', 'The Observer', 'The Local', 'People', 'Business Insider', 'Security Council of Russia', 'Reuters'],
  ...['Doctors Without Borders', 'Human Rights Watch', 'Associated Press', 'Sergei Shoigu', 'President Putin'],
  ...[
    'Facebook',
    'Facebook user Jane Roe',
    'X',
    'Online Magazine',
    'Channel 4',
    'The Sources',
    'Group',
    'Twitter Inc.',
  ],
  ...['Viral Patel', 'Media Matters', 'The Post', 'Internet Archive', 'Many Roads Foundation'],
  ...['the ministry', 'the spokesman', 'Workers’ Party of Korea', '연합뉴스', 'New York Post', 'The Conservatives', ''],
])('“%s” may be a name', (words) => {
  expect(isUnnamedDescription(words)).toBe(false);
});
